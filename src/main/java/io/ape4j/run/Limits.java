package io.ape4j.run;

import io.ape4j.model.pipeline.Caps;
import io.ape4j.run.journal.Event;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The caps that steer a search. They may be raised when a run is resumed, never lowered.
 *
 * @param calls most distinct requests of all roles
 * @param tokens most tokens of input and output, or {@code null} for no limit
 * @param cost most US dollars, confirmation included, or {@code null} for no limit
 */
public record Limits(
        long calls, @Nullable Long tokens, @Nullable BigDecimal cost) {
    public static final Limits STANDARD = new Limits(200, null, null);

    private static final String FROM_THE_START = "fromTheStart";

    public Limits {
        if (calls < 1) {
            throw new IllegalArgumentException("the limit on calls must be at least 1, was " + calls);
        }
    }

    /**
     * What the search may take of it. Calls and tokens of the confirmation are counted apart; money is one purse.
     *
     * @param setAside for the confirmation, in US dollars
     */
    Caps searchCaps(BigDecimal setAside) {
        return withoutConfirmation(caps(), setAside);
    }

    static Caps withoutConfirmation(Caps caps, BigDecimal setAside) {
        return caps.cost()
                .map(cost -> caps.withCost(cost.subtract(setAside).max(BigDecimal.ZERO)))
                .orElse(caps);
    }

    /** As the ledgers take it, without a limit of time. */
    public Caps caps() {
        Caps caps = Caps.NONE.withCalls(calls);
        if (tokens != null) {
            caps = caps.withTokens(tokens);
        }
        return cost == null ? caps : caps.withCost(cost);
    }

    /**
     * Checks that these may follow {@code before} in a run that is resumed.
     *
     * @throws IllegalArgumentException if one of them is lower
     */
    public void refuseBelow(Limits before) {
        if (calls < before.calls
                || isLower(decimal(tokens), decimal(before.tokens))
                || isLower(Optional.ofNullable(cost), Optional.ofNullable(before.cost))) {
            throw new IllegalArgumentException(
                    "a limit can only be raised on resume; this run has " + before + ", and these are " + this);
        }
    }

    private static Optional<BigDecimal> decimal(@Nullable Long value) {
        return Optional.ofNullable(value).map(BigDecimal::valueOf);
    }

    private static boolean isLower(Optional<BigDecimal> after, Optional<BigDecimal> before) {
        return after.isPresent() && (before.isEmpty() || after.get().compareTo(before.get()) < 0);
    }

    /** In words for a user, e.g. {@code 200 calls, $0.50}. */
    @Override
    public String toString() {
        return calls + " calls"
                + (tokens == null ? "" : ", " + tokens + " tokens")
                + (cost == null ? "" : ", $" + cost.toPlainString());
    }

    TreeMap<String, String> toData() {
        final TreeMap<String, String> data = new TreeMap<>();
        data.put("calls", Long.toString(calls));
        if (tokens != null) {
            data.put("tokens", Long.toString(tokens));
        }
        if (cost != null) {
            data.put("cost", cost.toPlainString());
        }
        return data;
    }

    /** As {@link #toData}, with the mark that they hold for the whole search. */
    TreeMap<String, String> fromTheStart() {
        final TreeMap<String, String> data = toData();
        data.put(FROM_THE_START, "1");
        return data;
    }

    static Limits ofData(Map<String, String> data) {
        final long calls = Long.parseLong(data.getOrDefault("calls", "1"));
        final String tokens = data.get("tokens");
        final String cost = data.get("cost");
        return new Limits(
                calls, tokens == null ? null : Long.valueOf(tokens), cost == null ? null : new BigDecimal(cost));
    }

    /** The limits that a run begins with by now: these, or the last that were raised for the whole search. */
    Limits orRaised(List<Event> events) {
        return events.stream()
                .filter(Limits::isFromTheStart)
                .reduce((first, second) -> second)
                .map(event -> ofData(event.data()))
                .orElse(this);
    }

    private static boolean isFromTheStart(Event event) {
        return event.type() == Event.Type.CAP_RAISED && event.data().containsKey(FROM_THE_START);
    }

    /**
     * The limits that were raised before the request of this number; the last, if several times. A raise that was recorded
     * later, at this or an earlier request, is higher and stands in its place.
     */
    static Optional<Limits> raisedAt(List<Event> events, long position) {
        return events.stream()
                .filter(event -> event.type() == Event.Type.CAP_RAISED && event.position() <= position)
                .reduce((first, second) -> second)
                .filter(event -> event.position() == position && !isFromTheStart(event))
                .map(event -> ofData(event.data()));
    }
}
