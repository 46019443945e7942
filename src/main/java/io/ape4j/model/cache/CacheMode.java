package io.ape4j.model.cache;

/** How a run uses the cache that runs share. */
public enum CacheMode {
    /** Takes answers from it and puts answers into it. */
    USE,
    /** Asks anew and overwrites. */
    REFRESH,
    /** Neither reads nor writes it. */
    OFF,
    /** Asks no model: what it does not hold is an error. */
    ONLY
}
