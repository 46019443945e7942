package io.ape4j.model.asking;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A computation that may need answers of models: either done, or asking and going on with what is answered. It is a value without side effects; who runs it decides order, concurrency and budget, so that many can be
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

    /** Not ended: needs answers. */
    sealed interface Pending<T> extends Asking<T> {
        ModelRole role();

        /** At least one; none depends on the answer to another. */
        List<Request> requests();

        /**
         * Goes on.
         *
         * @param answers one to each of the requests, in their order
         */
        Asking<T> goOn(List<Answer> answers);
    }

    /** Needs one answer. */
    record Ask<T>(ModelRole role, Request request, Function<Answer, Asking<T>> next) implements Pending<T> {
        public Ask {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(next, "next");
        }

        @Override
        public <U> Asking<U> then(Function<? super T, ? extends Asking<U>> more) {
            return new Ask<>(role, request, answer -> next.apply(answer).then(more));
        }

        @Override
        public List<Request> requests() {
            return List.of(request);
        }

        @Override
        public Asking<T> goOn(List<Answer> answers) {
            return next.apply(answers.get(0));
        }
    }

    /** Needs several answers at once. They are asked one behind the other, so that a model may share work between them. */
    record AskAll<T>(ModelRole role, List<Request> requests, Function<List<Answer>, Asking<T>> next)
            implements Pending<T> {
        public AskAll {
            Objects.requireNonNull(role, "role");
            requests = List.copyOf(requests);
            Objects.requireNonNull(next, "next");
            if (requests.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to ask");
            }
        }

        @Override
        public <U> Asking<U> then(Function<? super T, ? extends Asking<U>> more) {
            return new AskAll<>(role, requests, answers -> next.apply(answers).then(more));
        }

        @Override
        public Asking<T> goOn(List<Answer> answers) {
            return next.apply(answers);
        }
    }

    static <T> Asking<T> done(T value) {
        return new Done<>(value);
    }

    /** Asks one request and ends in its answer. */
    static Asking<Answer> ask(ModelRole role, Request request) {
        return new Ask<>(role, request, Done::new);
    }

    /** Asks several requests and ends in their answers, in their order. */
    static Asking<List<Answer>> askAll(ModelRole role, List<Request> requests) {
        return new AskAll<>(role, requests, Done::new);
    }

    /** Goes on with the result of this one. */
    <U> Asking<U> then(Function<? super T, ? extends Asking<U>> next);

    default <U> Asking<U> map(Function<? super T, ? extends U> function) {
        return then(value -> new Done<>(function.apply(value)));
    }
}
