package io.ape4j.model;

import java.util.List;
import java.util.Objects;

/**
 * What a model said to one {@link Request}. A failure of this one example (it does not fit the context, a content
 * filter refused it) is an answer with that {@link Finish} and no text; an outage is an exception, never an answer.
 *
 * @param usage as reported, or {@code null}-free {@link Usage} with {@code reported = false} if the server was silent
 * @param logProbabilities of the generated or scored tokens, in order; empty if the model gives none
 */
public record Answer(String text, Finish finish, Usage usage, List<TokenLogProbability> logProbabilities) {
    /** Why the model stopped. */
    public enum Finish {
        /** It ended by itself or at a stop text. */
        STOP,
        /** It was cut at the limit of tokens. */
        LENGTH,
        /** The request does not fit the model's context: nothing was generated. */
        CONTEXT_EXCEEDED,
        /** A content policy refused the request or withheld the answer. */
        CONTENT_FILTERED;

        /** Whether this example failed: scored 0 and counted apart. */
        public boolean isFailure() {
            return this == CONTEXT_EXCEEDED || this == CONTENT_FILTERED;
        }
    }

    public Answer {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(finish, "finish");
        Objects.requireNonNull(usage, "usage");
        logProbabilities = List.copyOf(logProbabilities);
    }

    public static Answer of(String text, Finish finish, Usage usage) {
        return new Answer(text, finish, usage, List.of());
    }

    /** Sum of the token log-probabilities. */
    public double logProbability() {
        return logProbabilities.stream()
                .mapToDouble(TokenLogProbability::logProbability)
                .sum();
    }
}
