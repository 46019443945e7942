package io.ape4j.report.page;

import io.ape4j.report.trace.Snapshot;
import io.ape4j.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The best score over the calls that were used, with the interval of each, of one run or several on the same axes: what an
 * SVG drawing of it needs.
 *
 * @param ticks below, at counts of calls
 */
public record ScoreChart(List<Series> series, List<Tick> ticks, List<Tick> levels) {
    /** Size of the drawing, in its own units. */
    public static final int WIDTH = 720;

    public static final int HEIGHT = 260;

    public static final int LEFT = 44;
    public static final int RIGHT = 14;
    static final int TOP = 14;
    static final int BOTTOM = 34;
    private static final int QUARTERS = 4;
    private static final long MOST_STEPS = 6;

    /**
     * One run's.
     *
     * @param line path of the means
     * @param band path around the intervals
     * @param dots one for each time that a best was named
     */
    public record Series(String line, String band, List<Dot> dots) {}

    /** A point and what it says. */
    public record Dot(String x, String y, String low, String high, String says) {}

    /** A mark on an axis. */
    public record Tick(String at, String label) {}

    /** Of searches that have each named a best at least once. */
    public static ScoreChart of(List<Snapshot> searches) {
        final long most = searches.stream()
                .mapToLong(search -> Math.max(search.calls(), last(search).calls()))
                .reduce(1, Math::max);
        return new ScoreChart(
                searches.stream().map(search -> series(search, most)).toList(), ticks(most), marks());
    }

    private static Snapshot.Point last(Snapshot search) {
        return search.points().get(search.points().size() - 1);
    }

    private static Series series(Snapshot snapshot, long most) {
        final List<Dot> dots = new ArrayList<>();
        final StringBuilder line = new StringBuilder();
        final StringBuilder upper = new StringBuilder();
        final List<String> lower = new ArrayList<>();
        for (final Snapshot.Point point : snapshot.points()) {
            final Interval interval = snapshot.interval(point.values());
            final Dot dot = new Dot(
                    Figures.at(x(point.calls(), most)),
                    Figures.at(y(point.mean())),
                    Figures.at(y(interval.low())),
                    Figures.at(y(interval.high())),
                    "#" + point.candidate() + ": " + Figures.score(point.mean()) + " (" + Figures.interval(interval)
                            + ") on " + point.values().length + " examples, after " + Figures.count(point.calls())
                            + " calls");
            final String step = dots.isEmpty() ? "M" : "L";
            line.append(step).append(dot.x()).append(' ').append(dot.y());
            upper.append(step).append(dot.x()).append(' ').append(dot.high());
            lower.add("L" + dot.x() + " " + dot.low());
            dots.add(dot);
        }
        for (int i = lower.size() - 1; i >= 0; i--) {
            upper.append(lower.get(i));
        }
        return new Series(line.toString(), upper.append('Z').toString(), dots);
    }

    private static List<Tick> ticks(long most) {
        final long step = roundStep(most);
        final List<Tick> ticks = new ArrayList<>();
        for (long calls = 0; calls <= most; calls += step) {
            ticks.add(new Tick(Figures.at(x(calls, most)), Figures.count(calls)));
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, for at most six steps. */
    private static long roundStep(long most) {
        for (long power = 1; ; power *= 10) {
            for (final long times : new long[] {1, 2, 5}) {
                if (times * power * MOST_STEPS >= most) {
                    return times * power;
                }
            }
        }
    }

    private static List<Tick> marks() {
        final List<Tick> levels = new ArrayList<>();
        for (int i = 0; i <= QUARTERS; i++) {
            final double level = (double) i / QUARTERS;
            levels.add(new Tick(Figures.at(y(level)), String.format(Locale.ROOT, "%.2f", level)));
        }
        return levels;
    }

    private static double x(long calls, long most) {
        return LEFT + (double) calls / most * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double score) {
        return TOP + (1 - score) * (HEIGHT - TOP - BOTTOM);
    }
}
