package io.ape4j.score;

import io.ape4j.model.Answer;
import io.ape4j.task.Example;
import java.util.List;

/**
 * How a score is made of the log-probabilities of given texts as the executor's answer, so that none is written.
 * Immutable, without side effects.
 */
public interface Likelihood {
    /** The texts whose log-probability is wanted: at least one, none of them empty, no two the same. */
    List<String> continuations(Example example);

    /** How many texts that are for one example, at most. */
    int mostContinuations();

    /**
     * The score; its {@link ScoredAnswer#answer()} is the text that counted.
     *
     * @param scored one for each of the texts, in their order, none of which failed
     */
    ScoredAnswer score(Example example, List<Answer> scored);
}
