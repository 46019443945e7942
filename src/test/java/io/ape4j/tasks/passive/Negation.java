package io.ape4j.tasks.passive;

import java.util.List;
import java.util.Set;

/** Negates auxiliaries. */
final class Negation {
    private static final Set<String> NEVER_CONTRACTED = Set.of("may", "might", "am");

    private Negation() {}

    /** The auxiliary as the form wants it. */
    static String applied(Clause.Form form, String auxiliary) {
        return switch (form) {
            case NOT -> full(auxiliary);
            case CONTRACTED_NOT -> contracted(auxiliary);
            case STATEMENT, QUESTION -> auxiliary;
        };
    }

    /** Both ways to write it, where there are two, the one of the form first. */
    static List<String> bothWays(Clause.Form form, String auxiliary) {
        if (NEVER_CONTRACTED.contains(auxiliary)) {
            return List.of(full(auxiliary));
        }
        return form == Clause.Form.CONTRACTED_NOT
                ? List.of(contracted(auxiliary), full(auxiliary))
                : List.of(full(auxiliary), contracted(auxiliary));
    }

    private static String full(String auxiliary) {
        return auxiliary.equals("can") ? "cannot" : auxiliary + " not";
    }

    private static String contracted(String auxiliary) {
        return switch (auxiliary) {
            case "will" -> "won't";
            case "can" -> "can't";
            default -> auxiliary + "n't";
        };
    }
}
