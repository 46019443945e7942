package io.ape4j.search.resample;

import io.ape4j.propose.operator.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** How the next operator is chosen among several. */
public enum OperatorChoice {
    /** Each with the same chance. */
    UNIFORM {
        @Override
        public Operator choose(List<Operator> operators, List<OperatorYield> yields, RandomGenerator random) {
            return operators.get(random.nextInt(operators.size()));
        }
    },
    /**
     * By what each has brought for its calls in this run: probability matching with a floor (Goldberg 1990; Thierens 2005,
     * "An adaptive pursuit strategy for allocating operator probabilities", section 2). Departs from it in that the reward
     * is gain per call, drawn towards that of all operators together as if {@value #PRIOR_CALLS} further calls had brought
     * that, so that one child decides little, and in that the chances go by its square, since a run is short. All of it
     * follows from the scores at the time of choice.
     */
    ADAPTIVE {
        @Override
        public Operator choose(List<Operator> operators, List<OperatorYield> yields, RandomGenerator random) {
            final double[] shares = shares(operators, yields);
            double left = random.nextDouble();
            for (int i = 0; i < shares.length; i++) {
                left -= shares[i];
                if (left < 0) {
                    return operators.get(i);
                }
            }
            return operators.get(operators.size() - 1);
        }
    };

    private static final double PRIOR_CALLS = 10;
    /** Share of the choices that is spread evenly, so that no operator is starved. */
    private static final double EVEN_SHARE = 0.25;

    /** One of {@code operators}, given what births have brought so far. */
    public abstract Operator choose(List<Operator> operators, List<OperatorYield> yields, RandomGenerator random);

    /** The chance of each operator under {@link #ADAPTIVE}, in order; they add up to 1. */
    static double[] shares(List<Operator> operators, List<OperatorYield> yields) {
        final Map<String, OperatorYield> byName =
                yields.stream().collect(Collectors.toMap(OperatorYield::operator, Function.identity()));
        final List<OperatorYield> known = operators.stream()
                .map(operator ->
                        byName.getOrDefault(operator.operatorName(), OperatorYield.nothing(operator.operatorName())))
                .toList();
        final double gain = known.stream().mapToDouble(OperatorYield::gain).sum();
        final long calls = known.stream().mapToLong(OperatorYield::calls).sum();
        final double even = 1.0 / operators.size();
        if (gain <= 0 || calls == 0) {
            return operators.stream().mapToDouble(operator -> even).toArray();
        }
        final double[] weights = known.stream()
                .mapToDouble(its -> (its.gain() + gain / calls * PRIOR_CALLS) / (its.calls() + PRIOR_CALLS))
                .map(rate -> rate * rate)
                .toArray();
        final double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .map(weight -> EVEN_SHARE * even + (1 - EVEN_SHARE) * weight / sum)
                .toArray();
    }

    /** The name used in configs, e.g. {@code adaptive}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #configName()}. */
    public static OperatorChoice named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.configName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operatorChoice \"" + name + "\"; choices are "
                        + Arrays.stream(values())
                                .map(OperatorChoice::configName)
                                .collect(Collectors.joining(", "))));
    }
}
