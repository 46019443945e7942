package io.ape4j.model;

import java.util.Locale;

/** What a model is used for in a run. */
public enum ModelRole {
    /** Writes candidate prompts. */
    PROPOSER,
    /** Answers the task's examples. */
    EXECUTOR,
    /** Scores answers by a rubric. */
    JUDGE,
    /** A program, not a model, that scores answers. It is free, and takes nothing of any budget. */
    SCORER;

    /** Whether its requests count against limits and in ledgers. */
    public boolean isCharged() {
        return this != SCORER;
    }

    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
