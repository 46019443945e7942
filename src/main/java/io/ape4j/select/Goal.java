package io.ape4j.select;

import java.util.List;
import java.util.Objects;

/**
 * What a search is after.
 *
 * @param objectives what survivors and parents are selected by; the score is always among them
 * @param prefer which of the good candidates becomes the winner
 */
public record Goal(List<Objective> objectives, Preference prefer) {
    /** The best score, whatever the prompt's length. */
    public static final Goal STANDARD = new Goal(List.of(Objective.SCORE), Preference.BEST);

    public Goal {
        objectives = objectives.stream().distinct().sorted().toList();
        if (!objectives.contains(Objective.SCORE)) {
            throw new IllegalArgumentException("objectives lack score; add it: a short prompt alone is no aim");
        }
        Objects.requireNonNull(prefer, "prefer");
    }

    public Goal withPrefer(Preference value) {
        return new Goal(objectives, value);
    }

    /** Whether the length of prompts counts in any way. */
    public boolean minds(Objective objective) {
        return objectives.contains(objective) || (objective == Objective.PROMPT_TOKENS && prefer.prefersShortest());
    }
}
