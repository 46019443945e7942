package io.ape4j.propose.operator;

import java.util.ArrayList;
import java.util.List;

/** All operators, in the order in which configs and reports list them. */
public final class Operators {
    private Operators() {}

    public static List<Operator> all() {
        final List<Operator> all = new ArrayList<>(List.of(AskingOperator.values()));
        all.addAll(List.of(FreeOperator.values()));
        return List.copyOf(all);
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
