package io.ape4j.search;

import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;

/** Hears how a search goes on. For display only: nothing it does changes the outcome. Called from the loop's thread,
 * but {@link #answered} from whichever thread has the answer. */
public interface SearchListener {
    SearchListener SILENT = new SearchListener() {};

    /** A part of the loop begins: {@code propose}, {@code race}, {@code breed}, {@code finals}, {@code confirm}. */
    default void phase(String name, int generation) {}

    /** A batch of requests is about to be answered. */
    default void asking(int requests) {}

    /** An answer is there and journaled. */
    default void answered(ModelRole role, Call call) {}

    /** A new candidate. */
    default void candidate(Candidate candidate) {}

    /** A proposal that was not taken, and why. */
    default void dismissed(String operator, String said, String reason) {}

    /** The best so far, with its mean over {@code examples} examples. */
    default void best(Candidate candidate, double mean, int examples) {}
}
