package io.ape4j.model.pipeline;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model until it answers, for a bounded number of attempts and a bounded time. Only {@link
 * ModelException.Transient} is tried again; when that ends the run stops, with an {@link ModelException.Outage} that
 * names the last cause.
 *
 * <p>It waits as long as the server asked for, up to the policy's limit, and else a random time up to a bound that
 * doubles ("full jitter": Brooker, 2015, Exponential Backoff and Jitter). Attempts of different requests do not hinder
 * each other.
 */
public final class Retrying implements Caller {
    private final LanguageModel model;
    private final ModelRole role;
    private final Prices prices;
    private final Policy policy;
    private final Seams seams;
    private final AtomicReference<ModelException.@Nullable Transient> lastProblem = new AtomicReference<>();

    /**
     * How long to go on with a model that does not answer.
     *
     * @param maxAttempts attempts in all, the first included
     * @param maxTotal longest time from the first failure to the start of the last attempt
     * @param firstDelay bound of the first wait; it doubles with each further one
     * @param maxDelay bound that the doubling stops at
     * @param maxRetryAfter longest wait that a server may ask for; a longer one is cut to this
     */
    public record Policy(
            int maxAttempts, Duration maxTotal, Duration firstDelay, Duration maxDelay, Duration maxRetryAfter) {
        /** Six attempts within five minutes. */
        public static final Policy DEFAULT = new Policy(
                6, Duration.ofMinutes(5), Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(90));

        public Policy {
            if (maxAttempts < 1) {
                throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
            }
            if (maxTotal.isNegative()
                    || firstDelay.isNegative()
                    || maxDelay.isNegative()
                    || maxRetryAfter.isNegative()) {
                throw new IllegalArgumentException("times must be at least 0");
            }
        }

        /** The upper bound of the wait after the {@code attempt}th attempt, counted from 1: doubling, up to the limit. */
        Duration bound(int attempt) {
            Duration bound = firstDelay;
            for (int doubled = 1; doubled < attempt && bound.compareTo(maxDelay) < 0; doubled++) {
                bound = bound.multipliedBy(2);
            }
            return bound.compareTo(maxDelay) < 0 ? bound : maxDelay;
        }
    }

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** The real one. */
        Pause SLEEP = time -> Thread.sleep(time.toMillis());

        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * Time and chance.
     *
     * @param nanoTime a clock in nanoseconds that never goes back, e.g. {@code System::nanoTime}
     * @param pause waits
     * @param random numbers in [0, 1), safe for use from many threads
     */
    public record Seams(LongSupplier nanoTime, Pause pause, DoubleSupplier random) {
        public Seams {
            Objects.requireNonNull(nanoTime, "nanoTime");
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(random, "random");
        }
    }

    /**
     * A layer around {@code model}, which makes one attempt per call.
     *
     * @param prices what a call costs; an unknown price counts as 0 here, and is refused elsewhere if money is capped
     */
    public Retrying(LanguageModel model, ModelRole role, Prices prices, Policy policy, Seams seams) {
        this.model = Objects.requireNonNull(model, "model");
        this.role = Objects.requireNonNull(role, "role");
        this.prices = Objects.requireNonNull(prices, "prices");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.seams = Objects.requireNonNull(seams, "seams");
    }

    @Override
    public Call call(Request request) {
        long firstFailure = 0;
        for (int attempt = 1; ; attempt++) {
            final long sent = seams.nanoTime().getAsLong();
            try {
                final Answer answer = model.answer(request);
                return bought(request, answer, Duration.ofNanos(seams.nanoTime().getAsLong() - sent));
            } catch (ModelException.BudgetExhausted e) {
                final ModelException.Transient before = lastProblem.get();
                if (before != null) {
                    e.addSuppressed(before); // what the budget went into, perhaps
                }
                throw e;
            } catch (ModelException.Transient problem) {
                lastProblem.set(problem);
                final Duration wait = wait(problem, attempt);
                // Counted from the first failure: before it a request may have waited long for its turn.
                final long now = seams.nanoTime().getAsLong();
                firstFailure = attempt == 1 ? now : firstFailure;
                final Duration passed = Duration.ofNanos(now - firstFailure);
                if (attempt == policy.maxAttempts() || passed.plus(wait).compareTo(policy.maxTotal()) > 0) {
                    throw outage(problem, attempt, passed);
                }
                pause(wait);
            }
        }
    }

    private Call bought(Request request, Answer answer, Duration latency) {
        final BigDecimal cost = prices.of(model.identity())
                .map(price -> price.cost(answer.usage()))
                .orElse(BigDecimal.ZERO);
        return new Call(
                CallKey.of(model.identity(), request), role, request, answer, cost, latency, Call.Source.BOUGHT);
    }

    private Duration wait(ModelException.Transient problem, int attempt) {
        final Duration jittered = Duration.ofNanos(
                (long) (seams.random().getAsDouble() * policy.bound(attempt).toNanos()));
        return problem.retryAfter()
                .map(asked -> asked.compareTo(policy.maxRetryAfter()) > 0 ? policy.maxRetryAfter() : asked)
                .map(asked -> asked.compareTo(jittered) < 0 ? jittered : asked)
                .orElse(jittered);
    }

    private void pause(Duration wait) {
        try {
            seams.pause().sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted before the next attempt at the " + roleName());
        }
    }

    private ModelException outage(ModelException.Transient problem, int attempts, Duration passed) {
        return new ModelException.Outage(
                "the " + roleName() + " gave no answer in " + attempts + (attempts == 1 ? " attempt" : " attempts")
                        + " over " + passed.toSeconds() + " s; the last: " + problem.getMessage(),
                problem);
    }

    private String roleName() {
        return role.fileName();
    }
}
