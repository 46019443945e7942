package io.ape4j.propose.relation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Relations on the numbers that stand in an input. */
final class NumberRelations {
    private static final int MOST_NUMBERS = 12;
    /** Longer ones are names rather than amounts. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d{1,12}(?:\\.\\d{1,6})?(?!\\w)");

    static final List<Relation> ALL = List.of(
            several(
                    "Add the numbers in %s. Write only the sum.",
                    numbers -> numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
            several(
                    "Multiply the numbers in %s. Write only the product.",
                    numbers -> numbers.stream().reduce(BigDecimal.ONE, BigDecimal::multiply)),
            pair(
                    "Subtract the second number in %s from the first. Write only the result.",
                    numbers -> numbers.get(0).subtract(numbers.get(1))),
            pair(
                    "Subtract the first number in %s from the second. Write only the result.",
                    numbers -> numbers.get(1).subtract(numbers.get(0))),
            pair(
                    "Write the difference between the two numbers in %s, as a positive number.",
                    numbers -> numbers.get(0).subtract(numbers.get(1)).abs()),
            several("Write the largest number in %s.", Collections::max),
            several("Write the smallest number in %s.", Collections::min));

    private NumberRelations() {}

    /** What is added to, or multiplied with, the only number of the input, as in this pair. */
    static List<Relation> withConstantOf(String input, String output) {
        final List<BigDecimal> in = numbers(input);
        final List<BigDecimal> out = numbers(output);
        if (in.size() != 1 || out.size() != 1) {
            return List.of();
        }
        final BigDecimal from = in.get(0);
        final BigDecimal change = out.get(0).subtract(from);
        final List<Relation> relations = new ArrayList<>();
        if (change.signum() > 0) {
            relations.add(one("Add " + shown(change) + " to %s. Write only the result.", change::add));
        } else if (change.signum() < 0) {
            final BigDecimal less = change.negate();
            relations.add(one(
                    "Subtract " + shown(less) + " from %s. Write only the result.", number -> number.subtract(less)));
        }
        if (from.signum() != 0 && out.get(0).remainder(from).signum() == 0) {
            final BigDecimal factor = out.get(0).divideToIntegralValue(from);
            if (factor.compareTo(BigDecimal.ONE) > 0) {
                relations.add(one("Multiply %s by " + shown(factor) + ". Write only the result.", factor::multiply));
            }
        }
        return relations;
    }

    private static Relation one(String instruction, Function<BigDecimal, BigDecimal> program) {
        return relation(instruction, 1, 1, numbers -> program.apply(numbers.get(0)));
    }

    private static Relation pair(String instruction, Function<List<BigDecimal>, BigDecimal> program) {
        return relation(instruction, 2, 2, program);
    }

    private static Relation several(String instruction, Function<List<BigDecimal>, BigDecimal> program) {
        return relation(instruction, 2, MOST_NUMBERS, program);
    }

    private static Relation relation(
            String instruction, int fewest, int most, Function<List<BigDecimal>, BigDecimal> program) {
        return new Relation(instruction, text -> {
            final List<BigDecimal> numbers = numbers(text);
            return numbers.size() >= fewest && numbers.size() <= most
                    ? Optional.of(shown(program.apply(numbers)))
                    : Optional.empty();
        });
    }

    private static List<BigDecimal> numbers(String text) {
        final List<BigDecimal> numbers = new ArrayList<>();
        final Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(new BigDecimal(matcher.group()));
        }
        return numbers;
    }

    private static String shown(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
