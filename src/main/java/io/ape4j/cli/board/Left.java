package io.ape4j.cli.board;

import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** How long a phase or a search still takes if everything goes on as it did: a guess for the board, nothing rests on it. */
final class Left {
    private static final double MILLIS_PER_SECOND = 1000;

    private Left() {}

    static Optional<Duration> of(Heard heard, long now) {
        final double perSecond = heard.callsPerSecond(now);
        final double missing =
                heard.isUncapped() ? heard.asked() - heard.answered() : calls(heard.caps(), heard.search());
        final Optional<Duration> byCalls = perSecond <= 0 || missing <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (missing / perSecond * MILLIS_PER_SECOND)));
        return byCalls.map(left -> least(left, heard, now));
    }

    private static Duration least(Duration left, Heard heard, long now) {
        final Duration limit = heard.caps().wallClock().orElse(left.plus(heard.elapsed(now)));
        final Duration byClock = limit.minus(heard.elapsed(now));
        return heard.isUncapped() || left.compareTo(byClock) < 0 || byClock.isNegative() ? left : byClock;
    }

    /** Until the first of the caps is reached. */
    private static double calls(Caps caps, Totals spent) {
        double most = caps.calls().isPresent() ? caps.calls().getAsLong() - spent.calls() : Double.MAX_VALUE;
        if (caps.tokens().isPresent() && spent.tokens() > 0) {
            final double tokensEach = (double) spent.tokens() / spent.calls();
            most = Math.min(most, (caps.tokens().getAsLong() - spent.tokens()) / tokensEach);
        }
        if (caps.cost().isPresent() && spent.cost().signum() > 0) {
            final double left =
                    caps.cost().orElse(BigDecimal.ZERO).subtract(spent.cost()).doubleValue();
            most = Math.min(most, left / (spent.cost().doubleValue() / spent.calls()));
        }
        return most;
    }
}
