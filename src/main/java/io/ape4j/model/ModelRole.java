package io.ape4j.model;

import java.util.Locale;

/** What a model is used for in a run. */
public enum ModelRole {
    /** Writes candidate prompts. */
    PROPOSER,
    /** Answers the task's examples. */
    EXECUTOR,
    /** Scores answers by a rubric. */
    JUDGE;

    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
