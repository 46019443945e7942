package io.ape4j.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that brought no answer. The subclasses say what the caller can do: try again, have it fixed, or give up. */
public abstract sealed class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Trying again may help: 408, 429, 5xx, resets, time-outs, malformed or truncated bodies. */
    public static final class Transient extends ModelException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;
        private final Cause reason;

        /** What is known of why there was no answer. */
        private enum Cause {
            BUSY,
            UNREACHABLE,
            BROKEN
        }

        /** A failure of which only a Retry-After tells that the server refused. */
        public Transient(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            this(message, retryAfter, retryAfter != null, cause);
        }

        /**
         * As above.
         *
         * @param refused see {@link #refused()}
         */
        public Transient(String message, @Nullable Duration retryAfter, boolean refused, @Nullable Throwable cause) {
            this(message, retryAfter, refused ? Cause.BUSY : Cause.BROKEN, cause);
        }

        private Transient(String message, @Nullable Duration retryAfter, Cause reason, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
            this.reason = reason;
        }

        /** A failure of a server that is not there: it used no tokens, and its load has nothing to do with it. */
        public static Transient unreachable(String message, @Nullable Throwable cause) {
            return new Transient(message, null, Cause.UNREACHABLE, cause);
        }

        /** The same without a wait that the server asked for, because another server can be asked at once. */
        public Transient withoutWait() {
            return new Transient(String.valueOf(getMessage()), null, reason, getCause());
        }

        /**
         * Whether it is known that the server turned the request away without working on it (429, 503, connection
         * refused): it used no tokens.
         */
        public boolean refused() {
            return reason != Cause.BROKEN;
        }

        /** Whether the server turned the request away because it has too many: fewer may help. */
        public boolean busy() {
            return reason == Cause.BUSY;
        }

        /** How long the server asked to wait, if it did. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** Somebody must change something first: key, quota, model name, parameter. Its message names it. */
    public static final class Rejected extends ModelException {
        private static final long serialVersionUID = 1L;

        public Rejected(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** All retries are used up. The run stops and can be resumed. */
    public static final class Outage extends ModelException {
        private static final long serialVersionUID = 1L;

        public Outage(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The spending ledger has no room for a further attempt. */
    public static final class BudgetExhausted extends ModelException {
        private static final long serialVersionUID = 1L;

        public BudgetExhausted(String message) {
            super(message, null);
        }
    }

    /** The waiting thread was interrupted: the run is being stopped. */
    public static final class Interrupted extends ModelException {
        private static final long serialVersionUID = 1L;

        public Interrupted(String message) {
            super(message, null);
        }
    }

    /** Replay asked for something that the journal does not hold. */
    public static final class NotRecorded extends ModelException {
        private static final long serialVersionUID = 1L;

        public NotRecorded(String message) {
            super(message, null);
        }
    }
}
