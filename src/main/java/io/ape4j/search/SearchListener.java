package io.ape4j.search;

import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.SearchLedger;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.stats.Interval;
import io.ape4j.stats.MeanInterval;
import io.ape4j.task.Example;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Hears how a search goes on, on the loop's thread but for warnings and retries. For display only: nothing it does changes
 * the outcome.
 */
public interface SearchListener {
    SearchListener SILENT = new SearchListener() {};

    /** Why a proposal was dismissed that repeats an earlier one. */
    String SAME_AS_BEFORE = "the same as before";
    /** How the reason begins, an example's id after it, why a prompt was set aside that holds what it is scored on. */
    String COPIES_HELD_OUT = "copies held-out example";

    /** A part of the loop begins: {@code propose}, {@code race}, {@code breed}, {@code finals}, {@code confirm}. */
    default void phase(String name, int generation) {}

    /** A batch of requests is about to be answered. */
    default void asking(int requests) {}

    /** The next answer, in request order; it is journaled. */
    default void answered(Call call) {}

    /** A sentence that the user has to know, e.g. that a torn last line of the journal was dropped. */
    default void warning(String sentence) {}

    /** A new candidate. */
    default void candidate(Candidate candidate) {}

    /** A proposal that was not taken, and why. */
    default void dismissed(String operator, String said, String reason) {}

    /** A candidate has a score on an example of {@code select}, by what ranks the candidates. */
    default void scored(Candidate candidate, Example example, ScoredAnswer answer) {}

    /**
     * A race is over.
     *
     * @param contenders how many it began with
     * @param surelyWorse how many of them were dropped for certain; all others were ranked, and nothing is certain about them
     * @param errorRate most chance that one of those was the best on all examples
     */
    default void raced(int contenders, int surelyWorse, double errorRate) {}

    /** The best so far, with its mean over {@code examples} examples. */
    default void best(Candidate candidate, double mean, int examples) {}

    /** The best few by now, best first. */
    default void leading(List<Leader> leaders) {}

    /** What the ledger of the search and that of its confirmation hold, the answer included that comes next. */
    default void counted(SearchLedger.Totals search, SearchLedger.Totals confirmation) {}

    /** An attempt at a model failed and is made again after a wait; from any thread. */
    default void retrying(ModelRole role, Duration wait) {}

    /**
     * One of the best by now.
     *
     * @param mean over {@code examples} examples of {@code select}
     * @param interval of that mean; a leader was chosen for its scores, which flatter it
     */
    record Leader(Candidate candidate, double mean, int examples, Interval interval) {
        static Leader of(Candidate candidate, Collection<ScoredAnswer> answers) {
            final double[] scores =
                    answers.stream().mapToDouble(ScoredAnswer::value).toArray();
            final boolean binary = Arrays.stream(scores).allMatch(score -> score == 0 || score == 1);
            return new Leader(
                    candidate,
                    Arrays.stream(scores).average().orElse(0),
                    scores.length,
                    MeanInterval.of(scores, binary));
        }
    }

    /** A listener that tells everything to another one; what it hears beside that, a subclass says. */
    abstract class Forwarding implements SearchListener {
        private final SearchListener next;

        protected Forwarding(SearchListener next) {
            this.next = next;
        }

        @Override
        public void phase(String name, int generation) {
            next.phase(name, generation);
        }

        @Override
        public void asking(int requests) {
            next.asking(requests);
        }

        @Override
        public void answered(Call call) {
            next.answered(call);
        }

        @Override
        public void warning(String sentence) {
            next.warning(sentence);
        }

        @Override
        public void candidate(Candidate candidate) {
            next.candidate(candidate);
        }

        @Override
        public void dismissed(String operator, String said, String reason) {
            next.dismissed(operator, said, reason);
        }

        @Override
        public void scored(Candidate candidate, Example example, ScoredAnswer answer) {
            next.scored(candidate, example, answer);
        }

        @Override
        public void raced(int contenders, int surelyWorse, double errorRate) {
            next.raced(contenders, surelyWorse, errorRate);
        }

        @Override
        public void best(Candidate candidate, double mean, int examples) {
            next.best(candidate, mean, examples);
        }

        @Override
        public void leading(List<Leader> leaders) {
            next.leading(leaders);
        }

        @Override
        public void counted(SearchLedger.Totals search, SearchLedger.Totals confirmation) {
            next.counted(search, confirmation);
        }

        @Override
        public void retrying(ModelRole role, Duration wait) {
            next.retrying(role, wait);
        }
    }
}
