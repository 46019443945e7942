package io.ape4j.model.pipeline.pace;

import java.time.Duration;
import java.util.Optional;

/**
 * How many requests at once a server bears, found out by asking: additive increase, multiplicative decrease (Chiu and
 * Jain, 1989, Analysis of the Increase and Decrease Algorithms for Congestion Avoidance).
 *
 * <p>Until the server refuses for the first time the limit grows by one an answer. From then on
 *
 * <ul>
 *   <li>a refusal shrinks the limit to what the server has really borne since the last one, though never by less than
 *       15 % nor by more than half; requests sent before it shrank say nothing about the new limit. While nothing is
 *       answered at all, as in an outage, it does not fall below one;
 *   <li>it grows in a straight line back to where it was refused, so slowly that refusals stay rare: over a hundred
 *       answers or four rounds, and over twenty times the pause that the server asked for. If nothing is refused until
 *       twice that, the server has changed, and the growth becomes exponential;
 *   <li>requests are spread evenly: one each {@code latency / limit}. So the limit may be a fraction, and holds for a
 *       server that counts requests a second as well as for one that counts them at once;
 *   <li>a {@code Retry-After} stops all sending, not only the request that met it.
 * </ul>
 *
 * <p>Not safe for threads, and without a clock: {@link Turns} gives it both. Times are in nanoseconds.
 */
public final class Pace {
    private static final double FIRST_LIMIT = 8;
    private static final double LEAST_LIMIT = 0.01;
    private static final double GENTLE = 0.85;
    private static final double HARD = 0.5;
    private static final double LATENCY_SHARE = 0.1;
    private static final double ANSWERS_PER_CYCLE = 100;
    private static final double ROUNDS_PER_CYCLE = 4;
    private static final double PAUSES_PER_CYCLE = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(90);

    private final int most;
    private double limit;
    private int atWork;
    private long sent;
    private double latency;
    private long nextSend;

    private boolean everRefused;
    private long pausedUntil;
    private long sentAtRefusal;
    /** The limit that was refused last, and the share of it that was kept. */
    private double refusedLimit;

    private double kept;
    private long refusedAt;
    private double pause;
    private long answersSince;

    /**
     * A server of which nothing is known yet.
     *
     * @param most requests at once that are never exceeded
     */
    public Pace(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, was " + most);
        }
        this.most = most;
        this.limit = Math.min(FIRST_LIMIT, most);
    }

    /**
     * How long to wait before the next request is sent.
     *
     * @return 0 for not at all, {@link Long#MAX_VALUE} for until another request has ended
     */
    public long waitNanos(long now) {
        if (everRefused && now - pausedUntil < 0) {
            return pausedUntil - now;
        }
        if (atWork >= atOnce()) {
            return Long.MAX_VALUE;
        }
        return everRefused ? Math.max(0, nextSend - now) : 0;
    }

    /**
     * A request is being sent.
     *
     * @return its number
     */
    public long send(long now) {
        final long apart = (long) (latency / limit);
        // One that comes late may be followed a little sooner, else lateness would add up.
        nextSend = everRefused ? Math.max(nextSend, now - apart) + apart : now;
        atWork++;
        return ++sent;
    }

    /**
     * A request was answered.
     *
     * @param took from its being sent
     * @param wanted whether further requests are waiting: where fewer are asked than may be, nothing is learnt
     */
    public void answered(long now, long took, boolean wanted) {
        final boolean full = atWork >= atOnce();
        atWork--;
        latency = latency == 0 ? took : latency + LATENCY_SHARE * (took - latency);
        if (!everRefused) {
            limit = full ? Math.min(most, limit + 1) : limit;
        } else if (wanted) {
            answersSince++;
            grow(now);
        }
    }

    /**
     * The server refused a request because it has too many.
     *
     * @param number what {@link #send} gave
     * @param retryAfter how long it asks to wait
     */
    public void refused(long now, long number, Optional<Duration> retryAfter) {
        atWork--;
        final Duration asked = retryAfter.orElse(Duration.ZERO);
        final Duration rest = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
        rest(now + rest.toNanos());
        if (everRefused && number <= sentAtRefusal) {
            return;
        }
        shrink(now);
        everRefused = true;
        sentAtRefusal = sent;
        refusedAt = now;
        answersSince = 0;
        pause = rest.toNanos();
    }

    /** A request ended in a way that says nothing of how many the server bears. */
    public void ended() {
        atWork--;
    }

    /** Requests at once that it sends at most at present. */
    public int atOnce() {
        return everRefused ? (int) Math.max(1, Math.min(most, Math.ceil(limit))) : (int) limit;
    }

    private void rest(long until) {
        pausedUntil = everRefused && pausedUntil - until > 0 ? pausedUntil : until;
    }

    private void shrink(long now) {
        if (everRefused && answersSince == 0) {
            // Nothing at all is answered, as in an outage: one at a time is enough to see the end of it.
            limit = Math.min(limit, Math.max(1, limit * HARD));
            kept = limit / refusedLimit;
            return;
        }
        kept = everRefused ? Math.max(HARD, Math.min(GENTLE, borne(now) / limit)) : HARD;
        refusedLimit = limit;
        limit = Math.max(LEAST_LIMIT, limit * kept);
    }

    /** Requests at once that were answered on average since the last refusal (Little's law). */
    private double borne(long now) {
        return answersSince * latency / Math.max(1, now - refusedAt);
    }

    private void grow(long now) {
        final double answers = Math.max(ANSWERS_PER_CYCLE, ROUNDS_PER_CYCLE * refusedLimit);
        final double byAnswers = answersSince / answers;
        final double byTime = pause == 0 ? byAnswers : (now - refusedAt) / (PAUSES_PER_CYCLE * pause);
        final double share = Math.min(byAnswers, byTime);
        final double grown = share <= 2
                ? refusedLimit * (kept + (1 - kept) * share)
                : Math.max(limit, LEAST_LIMIT) * (1 + 1 / answers);
        limit = Math.min(most, Math.max(limit, grown));
    }
}
