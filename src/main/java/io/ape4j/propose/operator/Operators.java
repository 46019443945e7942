package io.ape4j.propose.operator;

import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All operators, in the order in which configs and reports list them. One class and one line in {@code
 * META-INF/services/io.ape4j.propose.operator.Operator} add an operator, which a config then names.
 */
public final class Operators {
    /** In configs: those that are used where nothing else is said. */
    public static final String STANDARD = "standard";
    /** In configs: every one. */
    public static final String ALL = "all";

    private static final List<Operator> OURS = Stream.<Operator>concat(
                    Stream.of(AskingOperator.values()), Stream.of(FreeOperator.values()))
            .toList();

    /** Used where a config says so, until measurements on real models speak for them. */
    private static final Set<Operator> BY_NAME_ONLY = Set.of(
            AskingOperator.CROSS_MUTATE,
            AskingOperator.DIFFERENTIAL,
            AskingOperator.ZERO_ORDER,
            AskingOperator.FIRST_ORDER,
            FreeOperator.DEMONSTRATION_SET);

    private Operators() {}

    /**
     * Ours, and then by name those that {@link ServiceLoader} finds, through the thread's context class loader and through
     * ours.
     *
     * @throws IllegalStateException if two have one name
     */
    public static List<Operator> all() {
        final SortedMap<String, Operator> provided = new TreeMap<>();
        ServiceLoader.load(Operator.class).forEach(operator -> add(provided, operator));
        ServiceLoader.load(Operator.class, Operator.class.getClassLoader())
                .forEach(operator -> add(provided, operator));
        return Stream.concat(OURS.stream(), provided.values().stream()).toList();
    }

    private static void add(SortedMap<String, Operator> provided, Operator operator) {
        final String name = operator.operatorName();
        final Optional<Operator> other = Stream.concat(OURS.stream(), Stream.ofNullable(provided.get(name)))
                .filter(known -> known.operatorName().equals(name))
                .findFirst();
        if (other.isEmpty()) {
            provided.put(name, operator);
        } else if (other.get().getClass() != operator.getClass()) {
            throw new IllegalStateException("both " + other.get().getClass().getName() + " and "
                    + operator.getClass().getName() + " are the operator " + name + "; give yours another name");
        }
    }

    /** Those that are used where nothing else is said. */
    public static List<Operator> standard() {
        return OURS.stream()
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
        final List<Operator> known = all();
        final Set<String> chosen = new HashSet<>();
        for (final String name : names) {
            switch (name) {
                case STANDARD -> standard().forEach(operator -> chosen.add(operator.operatorName()));
                case ALL -> known.forEach(operator -> chosen.add(operator.operatorName()));
                default -> chosen.add(named(name).operatorName());
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("operators is empty; name at least one, or " + STANDARD);
        }
        return known.stream()
                .filter(operator -> chosen.contains(operator.operatorName()))
                .toList();
    }

    /** The operator of that name, as it stands in a config. */
    public static Operator named(String name) {
        return all().stream()
                .filter(operator -> operator.operatorName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operator " + Shown.quoted(name) + "; "
                        + Nearest.advice(
                                name, all().stream().map(Operator::operatorName).toList())));
    }
}
