package io.ape4j.model.catalog;

/** Hears how a model is fetched. Called from the fetching thread. */
public interface PullListener {
    /** Hears nothing. */
    PullListener NONE = new PullListener() {};

    /**
     * Before the first byte.
     *
     * @param source where it comes from, for people
     * @param totalBytes of the file; -1 if unknown
     */
    default void started(String source, long totalBytes) {}

    /** Every now and then. Both counts are those of the file; {@code totalBytes} is -1 if unknown. */
    default void advanced(long doneBytes, long totalBytes) {}
}
