package io.ape4j.propose.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which example of {@code propose} becomes the next demonstration. */
public enum DemonstrationChoice {
    /** Any, with the same chance. */
    RANDOM,
    /** The one most like an example that the parent has answered wrongly. */
    SIMILAR,
    /**
     * The one least like those that are shown, so that they spread over the inputs: the greedy rule for k centres
     * (Gonzalez 1985, "Clustering to minimize the maximum intercluster distance").
     */
    DIVERSE;

    /** The name used in configs, e.g. {@code similar}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #configName()}. */
    public static DemonstrationChoice named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.configName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no demonstrationChoice \"" + name + "\"; choices are "
                        + Arrays.stream(values())
                                .map(DemonstrationChoice::configName)
                                .collect(Collectors.joining(", "))));
    }
}
