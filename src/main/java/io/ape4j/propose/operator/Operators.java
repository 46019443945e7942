package io.ape4j.propose.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All operators, in the order in which configs and reports list them. */
public final class Operators {
    /** In configs: those that are used where nothing else is said. */
    public static final String STANDARD = "standard";
    /** In configs: every one. */
    public static final String ALL = "all";

    /** Used where a config says so, until measurements on real models speak for them. */
    private static final Set<Operator> BY_NAME_ONLY = Set.of(
            AskingOperator.CROSS_MUTATE,
            AskingOperator.DIFFERENTIAL,
            AskingOperator.ZERO_ORDER,
            AskingOperator.FIRST_ORDER,
            FreeOperator.DEMONSTRATION_SET);

    private Operators() {}

    public static List<Operator> all() {
        final List<Operator> all = new ArrayList<>(List.of(AskingOperator.values()));
        all.addAll(List.of(FreeOperator.values()));
        return List.copyOf(all);
    }

    /** Those that are used where nothing else is said. */
    public static List<Operator> standard() {
        return all().stream()
                .filter(operator -> !BY_NAME_ONLY.contains(operator))
                .toList();
    }

    /**
     * The operators that a config lists, each once and in the order of {@link #all()}.
     *
     * @param names of operators, or {@value #STANDARD} or {@value #ALL}
     * @throws IllegalArgumentException if one is unknown, or none is named
     */
    public static List<Operator> named(Collection<String> names) {
        final Set<Operator> chosen = new HashSet<>();
        for (final String name : names) {
            switch (name) {
                case STANDARD -> chosen.addAll(standard());
                case ALL -> chosen.addAll(all());
                default -> chosen.add(named(name));
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("operators is empty; name at least one, or " + STANDARD);
        }
        return all().stream().filter(chosen::contains).toList();
    }

    /** The operator of that name, as it stands in a config. */
    public static Operator named(String name) {
        return all().stream()
                .filter(operator -> operator.operatorName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operator \"" + name + "\"; operators are "
                        + String.join(
                                ", ", all().stream().map(Operator::operatorName).toList())));
    }
}
