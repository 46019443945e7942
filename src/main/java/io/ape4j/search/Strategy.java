package io.ape4j.search;

import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import java.util.List;

/** A way to run the loop. Stateless; everything it needs and may change is in the {@link Exploration}. */
public interface Strategy {
    /** As configs call it, e.g. {@code evolution}. */
    String strategyName();

    /**
     * Looks whether it can do anything with these parameters.
     *
     * @param ranking what ranks candidates
     * @throws IllegalArgumentException if not, with the setting to change
     */
    default void check(SearchParameters parameters, Metric ranking) {}

    /**
     * Searches until its budget is spent or nothing improves.
     *
     * @param first candidates from the proposer, and the seeds
     * @return promising prompts, best first
     */
    List<Prompt> search(Exploration exploration, List<Prompt> first);
}
