package io.ape4j.model.embedded;

import io.ape4j.model.ModelException;
import io.ape4j.task.text.Sha256;
import java.util.Arrays;
import java.util.Random;

/**
 * How the next token is chosen from its logits: the likeliest at temperature 0, else drawn from the nucleus.
 *
 * <p>Nucleus sampling: Holtzman, Buys, Du, Forbes and Choi, 2020, "The Curious Case of Neural Text Degeneration",
 * section 3.1. The temperature is applied before the nucleus is cut. All arithmetic is {@link StrictMath} and the
 * generator is the specified one of {@link Random}, so that a draw is the same on every JVM.
 */
final class Sampling {
    private final double temperature;
    private final double topP;
    private final Random random;

    /** @param stream what the draws are a function of */
    Sampling(double temperature, double topP, String stream) {
        this.temperature = temperature;
        this.topP = topP;
        this.random = new Random(Sha256.number(stream));
    }

    /** The next token; tokens with logit negative infinity are never chosen. */
    int choose(float[] logits) {
        return isGreedy() ? likeliest(logits) : draw(logits);
    }

    boolean isGreedy() {
        return temperature == 0;
    }

    /** The first of the greatest logits. */
    static int likeliest(float[] logits) {
        int best = -1;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] > greatest) {
                greatest = logits[token];
                best = token;
            }
        }
        if (best < 0) {
            throw new ModelException.Rejected(
                    "the model computed no finite logit: its file is damaged; compare its SHA-256 and fetch it again",
                    null);
        }
        return best;
    }

    private int draw(float[] logits) {
        final float greatest = logits[likeliest(logits)];
        final double[] weights = new double[logits.length];
        double total = 0;
        for (int token = 0; token < logits.length; token++) {
            weights[token] = StrictMath.exp((logits[token] - (double) greatest) / temperature);
            total += weights[token];
        }
        final int[] nucleus = topP < 1 ? nucleus(logits, weights, total) : all(logits.length);
        double mass = 0;
        for (final int token : nucleus) {
            mass += weights[token];
        }
        double left = random.nextDouble() * mass;
        for (final int token : nucleus) {
            left -= weights[token];
            if (left < 0 && weights[token] > 0) {
                return token;
            }
        }
        return likeliest(logits);
    }

    private static int[] all(int count) {
        final int[] tokens = new int[count];
        Arrays.setAll(tokens, token -> token);
        return tokens;
    }

    /** The fewest likeliest tokens that have the probability topP together; the smaller number first among equals. */
    private int[] nucleus(float[] logits, double[] weights, double total) {
        final long[] order = new long[logits.length];
        for (int token = 0; token < logits.length; token++) {
            order[token] = ((long) -sortable(logits[token]) << Integer.SIZE) | token;
        }
        Arrays.sort(order);
        final int[] tokens = new int[logits.length];
        double mass = 0;
        int count = 0;
        while (count < order.length && mass < topP * total) {
            tokens[count] = (int) order[count];
            mass += weights[tokens[count]];
            count++;
        }
        return Arrays.copyOf(tokens, count);
    }

    /** An int in the order of the float. */
    private static int sortable(float value) {
        final int bits = Float.floatToIntBits(value);
        return bits >= 0 ? bits : -(bits & Integer.MAX_VALUE);
    }

    /** Natural logarithm of the probability of {@code token} under the softmax of {@code logits}. */
    static double logProbability(float[] logits, int token) {
        final float greatest = logits[likeliest(logits)];
        double total = 0;
        for (final float logit : logits) {
            total += StrictMath.exp(logit - (double) greatest);
        }
        return Math.min(0, logits[token] - (double) greatest - StrictMath.log(total));
    }
}
