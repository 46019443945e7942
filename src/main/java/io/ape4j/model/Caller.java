package io.ape4j.model;

/**
 * A layer of the call pipeline of one {@link ModelRole}: Journaled, Cached, Retrying, Budgeted, provider.
 *
 * <p>Contract: safe for use from many threads; blocks; throws only {@link ModelException} and
 * {@link java.io.UncheckedIOException} (the journal can't be written).
 */
@FunctionalInterface
public interface Caller {
    Call call(Request request);
}
