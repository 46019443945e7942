package io.ape4j.model.pipeline.pace;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Callers that always want one more answer, in simulated time; who is refused asks again after a random pause. */
final class SimulatedLoad {
    private static final long REFUSAL_NANOS = Duration.ofMillis(2).toNanos();
    private static final long LONGEST_BACKOFF_NANOS = Duration.ofSeconds(1).toNanos();

    private final SimulatedServer server;
    private final Pace pace;
    private final Duration latency;
    private final double spread;
    private final Random random = new Random(7);
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private long now;
    private int waiting;
    private long downUntil = Long.MIN_VALUE;

    private enum Kind {
        ANSWER,
        REFUSAL,
        ASKS_AGAIN
    }

    private record Event(long at, Kind kind, long number, long sentAt) {}

    /**
     * What happened.
     *
     * @param settledInFlight requests at the server on average, over the last half
     * @param settledPerSecond answers a second, likewise
     * @param refusedShare of all requests, from the first one on
     */
    record Figures(long requests, double settledInFlight, double settledPerSecond, double refusedShare) {}

    /** @param spread latencies are uniform within this share of the mean, either way */
    SimulatedLoad(SimulatedServer server, Pace pace, int callers, Duration latency, double spread) {
        this.server = server;
        this.pace = pace;
        this.waiting = callers;
        this.latency = latency;
        this.spread = spread;
    }

    /** Goes on until there are so many more answers. */
    Figures run(int answers) {
        int answered = 0;
        long requests = 0;
        long refused = 0;
        long halfAt = now;
        double served = 0;
        while (answered < answers) {
            final long wait = waiting > 0 ? pace.waitNanos(now) : Long.MAX_VALUE;
            if (wait == 0) {
                requests++;
                refused += send() ? 0 : 1;
                continue;
            }
            final Event next = events.peek();
            if (next == null || (wait != Long.MAX_VALUE && now + wait < next.at())) {
                now += wait;
                continue;
            }
            now = next.at();
            if (end(events.remove())) {
                answered++;
                if (answered == answers / 2) {
                    halfAt = now;
                    served = 0;
                }
                served += now - next.sentAt();
            }
        }
        final double span = now - halfAt;
        return new Figures(
                requests, served / span, (answers - answers / 2) / (span / 1e9), (double) refused / requests);
    }

    /** Nothing is taken for that long. */
    void outage(Duration time) {
        downUntil = now + time.toNanos();
    }

    /** Whether the server takes it. */
    private boolean send() {
        waiting--;
        final long number = pace.send(now);
        if (now < downUntil || !server.takes(now)) {
            events.add(new Event(now + REFUSAL_NANOS, Kind.REFUSAL, number, now));
            return false;
        }
        final double factor = 1 + spread * (2 * random.nextDouble() - 1);
        events.add(new Event(now + (long) (latency.toNanos() * factor), Kind.ANSWER, number, now));
        return true;
    }

    /** Whether it is an answer. */
    private boolean end(Event event) {
        switch (event.kind()) {
            case ANSWER -> {
                server.answers();
                pace.answered(now, now - event.sentAt(), waiting > 0);
                waiting++;
            }
            case REFUSAL -> {
                pace.refused(now, event.number(), server.retryAfter());
                final long backoff = server.retryAfter().map(Duration::toNanos).orElse(0L);
                events.add(new Event(
                        now + backoff + (long) (random.nextDouble() * LONGEST_BACKOFF_NANOS), Kind.ASKS_AGAIN, 0, now));
            }
            case ASKS_AGAIN -> waiting++;
        }
        return event.kind() == Kind.ANSWER;
    }
}
