package io.ape4j.score.likelihood;

import io.ape4j.model.Answer;
import io.ape4j.score.metric.MetricSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a log-probability is divided by, so that long texts can be compared with short ones.
 *
 * <p>Per token: Brown et al. 2020, "Language Models are Few-Shot Learners", section 2.4. Per byte: Gao 2021, "Multiple
 * Choice Normalization in LM Evaluation", which does not depend on the tokenizer.
 */
enum Length {
    /** Nothing: the probability of the text. */
    NONE("none"),
    /** The number of its tokens: the geometric mean of their probabilities. */
    TOKEN("token"),
    /** The number of its bytes in UTF-8. */
    BYTE("byte");

    static final String OPTION = "length";

    private final String configName;

    Length(String configName) {
        this.configName = configName;
    }

    /** What the option says; {@code absent} if it is not given. */
    static Length of(MetricSettings settings, Length absent) {
        // The first of the words is the default.
        final String[] words = Arrays.stream(values())
                .sorted((one, other) -> Boolean.compare(other == absent, one == absent))
                .map(length -> length.configName)
                .toArray(String[]::new);
        final String given = settings.word(OPTION, words);
        return Arrays.stream(values())
                .filter(length -> length.configName.equals(given))
                .findFirst()
                .orElseThrow();
    }

    /** The natural logarithm, at most 0. */
    double logProbability(String text, Answer scored) {
        return switch (this) {
            case NONE -> scored.logProbability();
            case TOKEN -> scored.logProbability() / scored.logProbabilities().size();
            case BYTE -> scored.logProbability() / text.getBytes(StandardCharsets.UTF_8).length;
        };
    }
}
