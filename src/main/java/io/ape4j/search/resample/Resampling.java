package io.ape4j.search.resample;

import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operators;
import java.util.List;
import java.util.Objects;

/**
 * How parents become offspring.
 *
 * @param operators names of those that may be chosen, in the order of {@link Operators#all()}. May be given in any order,
 *     and with {@value Operators#STANDARD} or {@value Operators#ALL} for many
 * @param operatorChoice how one of them is chosen
 * @param demonstrationChoice which examples become demonstrations
 */
public record Resampling(
        List<String> operators, OperatorChoice operatorChoice, DemonstrationChoice demonstrationChoice) {
    /** The defaults. */
    public static final Resampling STANDARD =
            new Resampling(List.of(Operators.STANDARD), OperatorChoice.UNIFORM, DemonstrationChoice.RANDOM);

    public Resampling {
        operators =
                Operators.named(operators).stream().map(Operator::operatorName).toList();
        Objects.requireNonNull(operatorChoice, "operatorChoice");
        Objects.requireNonNull(demonstrationChoice, "demonstrationChoice");
    }

    /** The operators themselves. */
    public List<Operator> choices() {
        return operators.stream().map(Operators::named).toList();
    }
}
