package io.ape4j.model.hosted;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.ape4j.model.Answer;
import io.ape4j.model.ModelException;
import io.ape4j.model.Usage;
import io.ape4j.model.hosted.http.HttpRefusal;
import java.util.Optional;

/**
 * Sorts the exceptions of LangChain4j and of chat models built on it. The exceptions themselves are not kept as causes:
 * their texts may hold a key that a server echoed.
 */
final class ClientFailures {
    private ClientFailures() {}

    /** What to throw for {@code problem}: a {@link ModelException} or an {@link ExampleFailure}. */
    static RuntimeException of(Refusals refusals, RuntimeException problem) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            if (at instanceof ModelException || at instanceof ExampleFailure) {
                return (RuntimeException) at;
            }
            if (at instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new ModelException.Interrupted("interrupted while waiting for " + refusals.model());
            }
            if (at instanceof ContentFilteredException) {
                return new ExampleFailure(Answer.Finish.CONTENT_FILTERED, new Usage(0, 0, false));
            }
            if (at instanceof HttpException http) {
                return refusals.of(new HttpRefusal(http.statusCode(), text(refusals, http), Optional.empty()));
            }
        }
        final int status = statusOf(problem);
        return status > 0
                ? refusals.of(new HttpRefusal(status, text(refusals, problem), Optional.empty()))
                : unexpected(refusals, problem);
    }

    /** What to throw for a problem that no exception of the library stands for. */
    static ModelException unexpected(Refusals refusals, RuntimeException problem) {
        if (Thread.currentThread().isInterrupted()) {
            return new ModelException.Interrupted("interrupted while waiting for " + refusals.model());
        }
        final String said =
                refusals.model() + " failed with " + problem.getClass().getSimpleName() + ": "
                        + ErrorBody.parse(text(refusals, problem)).message();
        final boolean isMisuse = problem instanceof IllegalArgumentException
                || problem instanceof UnsupportedOperationException
                || problem instanceof UnsupportedFeatureException
                || problem instanceof NonRetriableException;
        return isMisuse ? new ModelException.Rejected(said, null) : new ModelException.Transient(said, null, null);
    }

    private static int statusOf(RuntimeException problem) {
        if (problem instanceof RateLimitException) {
            return 429;
        }
        if (problem instanceof TimeoutException) {
            return 408;
        }
        if (problem instanceof InternalServerException) {
            return 500;
        }
        if (problem instanceof AuthenticationException) {
            return 401;
        }
        if (problem instanceof ModelNotFoundException) {
            return 404;
        }
        return problem instanceof InvalidRequestException ? 400 : 0;
    }

    private static String text(Refusals refusals, Throwable problem) {
        final String message = problem.getMessage();
        return message == null ? "" : refusals.redaction().error(message);
    }
}
