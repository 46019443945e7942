package io.ape4j.search.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A distribution over choices of one phrase for each slot, independent between slots, and its policy gradient (Diao et
 * al. 2023, "Black-box prompt learning for pre-trained language models", section 3: a categorical distribution for each
 * position, and the variance-reduced policy gradient estimator). Departs from the paper in that a slot's probabilities
 * are the softmax of free numbers, not projected onto the simplex, and in a floor: a share of every slot's probability is
 * spread evenly, so that no phrase is given up on a few draws. Immutable.
 */
public final class CategoricalPolicy {
    private final List<double[]> logits;
    private final double floor;

    private CategoricalPolicy(List<double[]> logits, double floor) {
        this.logits = List.copyOf(logits);
        this.floor = floor;
    }

    /**
     * Every phrase equally likely.
     *
     * @param sizes number of phrases of each slot, at least 1
     */
    public static CategoricalPolicy uniform(List<Integer> sizes) {
        return new CategoricalPolicy(
                sizes.stream().map(size -> new double[size]).toList(), 0);
    }

    /**
     * The same policy with this share of every slot's probability spread evenly over its phrases.
     *
     * @param share in [0, 1]
     */
    public CategoricalPolicy withFloor(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the floor's share is " + share + "; it lies between 0 and 1");
        }
        return new CategoricalPolicy(logits, share);
    }

    /** The policy after a step of {@code rate} times {@code direction}, which has a number for each phrase of each slot. */
    public CategoricalPolicy moved(List<double[]> direction, double rate) {
        final List<double[]> moved = new ArrayList<>();
        for (int slot = 0; slot < logits.size(); slot++) {
            final double[] numbers = logits.get(slot).clone();
            for (int phrase = 0; phrase < numbers.length; phrase++) {
                numbers[phrase] += rate * direction.get(slot)[phrase];
            }
            moved.add(numbers);
        }
        return new CategoricalPolicy(moved, floor);
    }

    /** The probability of each phrase of a slot. */
    public double[] probabilities(int slot) {
        final double[] learnt = softmax(slot);
        return Arrays.stream(learnt)
                .map(probability -> (1 - floor) * probability + floor / learnt.length)
                .toArray();
    }

    /** Draws a phrase for each slot. */
    public List<Integer> sample(RandomGenerator random) {
        final List<Integer> choice = new ArrayList<>();
        for (int slot = 0; slot < logits.size(); slot++) {
            final double[] probabilities = probabilities(slot);
            double left = random.nextDouble();
            int phrase = 0;
            while (phrase < probabilities.length - 1 && left >= probabilities[phrase]) {
                left -= probabilities[phrase++];
            }
            choice.add(phrase);
        }
        return List.copyOf(choice);
    }

    /** The most probable phrase of each slot, the first of equals. */
    public List<Integer> mode() {
        return logits.stream().map(CategoricalPolicy::largest).toList();
    }

    /**
     * The gradient of the expected reward with respect to the numbers behind the probabilities, estimated from draws
     * (REINFORCE, Williams 1992): each draw's {@code grad log p} times by how much its reward differs from the mean, over
     * one less than their number. That is the estimator with the mean of the other draws as baseline, which is unbiased.
     *
     * @param choices at least two draws of this policy
     * @param rewards one for each draw
     */
    public List<double[]> gradient(List<List<Integer>> choices, List<Double> rewards) {
        if (choices.size() < 2 || choices.size() != rewards.size()) {
            throw new IllegalArgumentException("a gradient takes at least two draws and a reward for each, got "
                    + choices.size() + " and " + rewards.size());
        }
        final double mean =
                rewards.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        final List<double[]> gradient =
                logits.stream().map(numbers -> new double[numbers.length]).toList();
        for (int draw = 0; draw < choices.size(); draw++) {
            final double advantage = (rewards.get(draw) - mean) / (choices.size() - 1);
            for (int slot = 0; slot < logits.size(); slot++) {
                addLogGradient(gradient.get(slot), slot, choices.get(draw).get(slot), advantage);
            }
        }
        return gradient;
    }

    /** With q = (1 - f) p + f / n and p the softmax, d log q_c / d x_j = (1 - f) p_c ([c = j] - p_j) / q_c. */
    private void addLogGradient(double[] sum, int slot, int chosen, double weight) {
        final double[] learnt = softmax(slot);
        final double scale = (1 - floor) * learnt[chosen] / probabilities(slot)[chosen];
        for (int phrase = 0; phrase < sum.length; phrase++) {
            sum[phrase] += weight * scale * ((phrase == chosen ? 1 : 0) - learnt[phrase]);
        }
    }

    private double[] softmax(int slot) {
        final double[] numbers = logits.get(slot);
        final double most = Arrays.stream(numbers).max().orElse(0);
        final double[] weights = Arrays.stream(numbers)
                .map(number -> StrictMath.exp(number - most))
                .toArray();
        final double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static int largest(double[] numbers) {
        int largest = 0;
        for (int i = 1; i < numbers.length; i++) {
            largest = numbers[i] > numbers[largest] ? i : largest;
        }
        return largest;
    }
}
