package io.ape4j.model.asking;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import java.util.Objects;
import java.util.function.Function;

/**
 * A computation that may need answers of models: either done, or asking one {@link Request} and going on with its
 * answer. It is a value without side effects; who runs it decides order, concurrency and budget, so that many can be
 * asked at once and still be consumed in a fixed order.
 *
 * @param <T> what it ends in
 */
public sealed interface Asking<T> {
    /** Ended. */
    record Done<T>(T value) implements Asking<T> {
        @Override
        public <U> Asking<U> then(Function<? super T, ? extends Asking<U>> next) {
            return next.apply(value);
        }
    }

    /** Needs one answer. */
    record Ask<T>(ModelRole role, Request request, Function<Answer, Asking<T>> next) implements Asking<T> {
        public Ask {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(next, "next");
        }

        @Override
        public <U> Asking<U> then(Function<? super T, ? extends Asking<U>> more) {
            return new Ask<>(role, request, answer -> next.apply(answer).then(more));
        }
    }

    static <T> Asking<T> done(T value) {
        return new Done<>(value);
    }

    /** Asks one request and ends in its answer. */
    static Asking<Answer> ask(ModelRole role, Request request) {
        return new Ask<>(role, request, Done::new);
    }

    /** Goes on with the result of this one. */
    <U> Asking<U> then(Function<? super T, ? extends Asking<U>> next);

    default <U> Asking<U> map(Function<? super T, ? extends U> function) {
        return then(value -> new Done<>(function.apply(value)));
    }
}
