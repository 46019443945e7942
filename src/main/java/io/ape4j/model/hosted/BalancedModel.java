package io.ape4j.model.hosted;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One model on several interchangeable servers. Each request goes to the server that is at work on the fewest. One that
 * fails is left out for a while, longer each time, and then gets a single request, until it answers again.
 *
 * <p>One call is one attempt at one server; who asks again may meet another.
 */
final class BalancedModel implements LanguageModel {
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final ModelIdentity identity;
    private final List<Server> servers;
    private final LongSupplier nanoTime;
    private long sent;

    /**
     * The model on these servers.
     *
     * @param identity of the group
     * @param models the model at each of its servers
     */
    BalancedModel(ModelIdentity identity, List<? extends LanguageModel> models, LongSupplier nanoTime) {
        this.identity = identity;
        this.servers = models.stream().map(Server::new).toList();
        this.nanoTime = nanoTime;
    }

    /** What is known of one server; guarded by the group. */
    private static final class Server {
        private final LanguageModel model;
        private int inFlight;
        private long requests;
        private int failures;
        private long restsUntil;
        private long sentAtFailure;

        Server(LanguageModel model) {
            this.model = model;
        }

        /** Whether it is well, or has rested and nobody is trying it. */
        boolean isReady(long now) {
            return failures == 0 || (now - restsUntil >= 0 && inFlight == 0);
        }
    }

    @Override
    public Answer answer(Request request) {
        final Server server;
        final long number;
        synchronized (this) {
            server = choose();
            server.inFlight++;
            server.requests++;
            number = ++sent;
        }
        boolean answered = false;
        try {
            final Answer answer = server.model.answer(request);
            answered = true;
            return answer;
        } catch (ModelException.Transient e) {
            throw failed(server, number, e);
        } finally {
            ended(server, answered);
        }
    }

    private Server choose() {
        final long now = nanoTime.getAsLong();
        final Optional<Server> ready = servers.stream()
                .filter(server -> server.isReady(now))
                .min(Comparator.<Server>comparingInt(server -> server.inFlight)
                        .thenComparingLong(server -> server.requests));
        // If all rest, the one that has rested longest is as good as any.
        return ready.orElseGet(() -> servers.stream()
                .min(Comparator.comparingLong(server -> server.restsUntil - now))
                .orElseThrow());
    }

    private synchronized void ended(Server server, boolean answered) {
        server.inFlight--;
        if (answered) {
            server.failures = 0;
        }
    }

    /** Requests that were under way together fail together, which is one failure of the server. */
    private synchronized ModelException failed(Server server, long number, ModelException.Transient problem) {
        final long now = nanoTime.getAsLong();
        if (server.failures == 0 || number > server.sentAtFailure) {
            server.sentAtFailure = sent;
            server.restsUntil = now + rest(server.failures, problem).toNanos();
            server.failures++;
        }
        final boolean isAlone = servers.stream().noneMatch(other -> other != server && other.isReady(now));
        return isAlone ? problem : problem.withoutWait();
    }

    private static Duration rest(int failures, ModelException.Transient problem) {
        final Duration doubled = FIRST_REST.multipliedBy(1L << Math.min(failures, 6));
        final Duration rest = doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
        return problem.retryAfter()
                .filter(asked -> asked.compareTo(rest) > 0)
                .map(asked -> asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST)
                .orElse(rest);
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public boolean scoresContinuations() {
        return servers.get(0).model.scoresContinuations();
    }

    @Override
    public int contextTokens() {
        return servers.get(0).model.contextTokens();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.model.close());
    }
}
