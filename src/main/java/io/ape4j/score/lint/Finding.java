package io.ape4j.score.lint;

import java.util.Locale;
import java.util.Objects;

/**
 * Something about a task that its owner should know.
 *
 * @param severity what it means for a search
 * @param code the finding's fixed name, e.g. {@code leak}, by which it can be allowed
 * @param message what was found, with numbers and a case, and what to do
 */
public record Finding(Severity severity, String code, String message) {
    /** What a {@link Finding} means for a search. */
    public enum Severity {
        /** No search is started unless the finding is allowed by name. */
        ERROR,
        /** The search's figures may mislead. */
        WARNING,
        /** Good to know. */
        INFO
    }

    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    static Finding error(String code, String message) {
        return new Finding(Severity.ERROR, code, message);
    }

    static Finding warning(String code, String message) {
        return new Finding(Severity.WARNING, code, message);
    }

    static Finding info(String code, String message) {
        return new Finding(Severity.INFO, code, message);
    }

    /** {@code severity code: message}. */
    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + " " + code + ": " + message;
    }
}
