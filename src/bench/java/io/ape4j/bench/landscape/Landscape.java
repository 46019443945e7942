package io.ape4j.bench.landscape;

import io.ape4j.prompt.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * An executor whose accuracy with every prompt is known: a start, and what each phrase in the prompt adds. Whether a
 * prompt is right on an example is a fixed fact, as with greedy decoding: the probit of its accuracy is compared with the
 * example's difficulty, of which {@code correlation} is shared by all prompts and the rest is the pair's own.
 *
 * @param seed of all facts
 * @param start accuracy of a prompt without any phrase
 * @param phrases what the proposer may write
 * @param combinations what several phrases together add beside what each adds
 * @param correlation share of the variance of difficulty that all prompts have in common, in [0, 1)
 * @param drift how much harder the last example is than the first, in accuracy at the centre
 */
public record Landscape(
        long seed,
        double start,
        List<Phrase> phrases,
        List<Combination> combinations,
        double correlation,
        double drift) {
    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);
    private static final double LOWEST = 0.02;
    private static final double HIGHEST = 0.98;

    /**
     * A phrase and what it adds to the accuracy.
     *
     * @param share of the proposals that have it
     */
    public record Phrase(String text, double gain, double share) {}

    /** Adds {@code gain} where all of these phrases stand together. */
    public record Combination(List<String> texts, double gain) {
        public Combination {
            texts = List.copyOf(texts);
        }
    }

    public Landscape {
        phrases = List.copyOf(phrases);
        combinations = List.copyOf(combinations);
    }

    /** The true accuracy of a prompt, over all examples that there could be. */
    public double accuracy(Prompt prompt) {
        return accuracy(prompt.instruction());
    }

    double accuracy(String instruction) {
        final String text = instruction.toLowerCase(Locale.ROOT);
        double accuracy = start;
        for (final Phrase phrase : phrases) {
            accuracy += text.contains(phrase.text()) ? phrase.gain() : 0;
        }
        for (final Combination combination : combinations) {
            accuracy += combination.texts().stream().allMatch(text::contains) ? combination.gain() : 0;
        }
        return Math.max(LOWEST, Math.min(HIGHEST, accuracy));
    }

    /**
     * Whether the executor is right.
     *
     * @param prompt all that it reads but the example: two prompts of one accuracy are right on different examples
     * @param example its number
     * @param examples how many there are
     */
    public boolean isRight(String prompt, int example, int examples) {
        final double shared = gaussian("example", example);
        final double own = gaussian(prompt, example);
        final double difficulty = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * own;
        final double shift = drift * ((double) example / examples - 0.5);
        final double accuracy = Math.max(LOWEST, Math.min(HIGHEST, accuracy(prompt) - shift));
        return STANDARD_NORMAL.cumulativeProbability(difficulty) < accuracy;
    }

    private double gaussian(String what, int example) {
        final CRC32 hash = new CRC32();
        hash.update(what.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(new SplittableRandom(seed + (hash.getValue() << 24) + example).nextLong())
                .nextGaussian();
    }
}
