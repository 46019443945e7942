package io.ape4j.score.race;

import io.ape4j.prompt.Prompt;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each prompt's mean score would be on all examples, judged from those that it has seen: score = centre + prompt +
 * example + noise, with prompts and examples as random effects, fitted by backfitting (Robinson 1991, "That BLUP is a
 * good thing", Statistical Science 6(1); Breiman and Friedman 1985 for the iteration). So a prompt that has met easy
 * examples only isn't taken for a good one, and one that has met few stays near the centre.
 */
public final class AdjustedMeans {
    /** Variance of the noise in units of the variance between prompts. */
    private static final double PROMPT_SHRINKAGE = 4;

    /** Variance of the noise in units of the variance between examples. */
    private static final double EXAMPLE_SHRINKAGE = 2;

    private static final int MOST_ROUNDS = 50;
    private static final double SETTLED = 1e-7;

    private final double centre;
    private final Map<Prompt, Double> effects = new HashMap<>();

    private AdjustedMeans(double centre) {
        this.centre = centre;
    }

    /** Judges by all scores of a board. */
    public static AdjustedMeans of(ScoreBoard board) {
        final List<Prompt> prompts = new ArrayList<>(board.prompts());
        final Map<Example, Integer> numbers = new HashMap<>();
        final int[][] examples = new int[prompts.size()][];
        final double[][] scores = new double[prompts.size()][];
        double sum = 0;
        long count = 0;
        for (int p = 0; p < prompts.size(); p++) {
            final Map<Example, ScoredAnswer> row = board.of(prompts.get(p));
            examples[p] = new int[row.size()];
            scores[p] = new double[row.size()];
            int i = 0;
            for (final Map.Entry<Example, ScoredAnswer> cell : row.entrySet()) {
                examples[p][i] = numbers.computeIfAbsent(cell.getKey(), ignored -> numbers.size());
                scores[p][i] = cell.getValue().value();
                sum += scores[p][i];
                count++;
                i++;
            }
        }
        final AdjustedMeans means = new AdjustedMeans(count == 0 ? 0 : sum / count);
        final double[] effects = fit(examples, scores, numbers.size(), means.centre);
        for (int p = 0; p < effects.length; p++) {
            means.effects.put(prompts.get(p), effects[p]);
        }
        return means;
    }

    /** The adjusted mean; the centre of all scores for a prompt without any. About 0 to 1. */
    public double of(Prompt prompt) {
        return centre + effects.getOrDefault(prompt, 0.0);
    }

    private static double[] fit(int[][] examples, double[][] scores, int exampleCount, double centre) {
        final double[] prompts = new double[examples.length];
        final double[] difficulties = new double[exampleCount];
        final double[] sums = new double[exampleCount];
        final int[] counts = new int[exampleCount];
        for (final int[] row : examples) {
            for (final int example : row) {
                counts[example]++;
            }
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double moved = 0;
            Arrays.fill(sums, 0);
            for (int p = 0; p < examples.length; p++) {
                double residuals = 0;
                for (int i = 0; i < examples[p].length; i++) {
                    residuals += scores[p][i] - centre - difficulties[examples[p][i]];
                }
                final double effect = residuals / (examples[p].length + PROMPT_SHRINKAGE);
                moved = Math.max(moved, Math.abs(effect - prompts[p]));
                prompts[p] = effect;
                for (int i = 0; i < examples[p].length; i++) {
                    sums[examples[p][i]] += scores[p][i] - centre - effect;
                }
            }
            for (int e = 0; e < exampleCount; e++) {
                difficulties[e] = sums[e] / (counts[e] + EXAMPLE_SHRINKAGE);
            }
            if (moved < SETTLED) {
                break;
            }
        }
        return prompts;
    }
}
