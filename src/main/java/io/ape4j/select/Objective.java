package io.ape4j.select;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What prompts are selected by. */
public enum Objective {
    /** The score on {@code select}; larger is better. */
    SCORE,
    /** The length of the prompt without the example's input, as {@link io.ape4j.prompt.PromptLength} counts it; less is better. */
    PROMPT_TOKENS;

    /** The name used in configs, e.g. {@code prompt-tokens}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The inverse of {@link #configName()}. */
    public static Objective named(String name) {
        return Arrays.stream(values())
                .filter(objective -> objective.configName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no objective \"" + name + "\"; objectives are "
                        + Arrays.stream(values()).map(Objective::configName).collect(Collectors.joining(", "))));
    }
}
