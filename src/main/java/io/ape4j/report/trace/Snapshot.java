package io.ape4j.report.trace;

import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.stats.Interval;
import io.ape4j.stats.MeanInterval;
import io.ape4j.task.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A {@link Trace} at one moment.
 *
 * @param candidates in the order in which they were made: the nth has the number n
 * @param scores by number of the candidate, on examples of {@code select}
 * @param binary whether nothing but 0 and 1 was scored
 * @param points when a best was named
 * @param calls answers that the search used
 * @param phase part of the loop that it is in
 * @param generation that it is in
 */
public record Snapshot(
        List<Candidate> candidates,
        Map<Integer, Map<Example, ScoredAnswer>> scores,
        boolean binary,
        List<Point> points,
        long calls,
        String phase,
        int generation) {
    public Snapshot {
        candidates = List.copyOf(candidates);
        points = List.copyOf(points);
    }

    /**
     * The best candidate at some moment.
     *
     * @param calls answers used by then
     * @param values its scores by then
     */
    @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
    public record Point(long calls, int candidate, double[] values) {
        /** The mean of these. */
        public double mean() {
            return Arrays.stream(values).average().orElse(0);
        }
    }

    /** The scored answers of a candidate, in the order in which they were asked for. */
    public Map<Example, ScoredAnswer> scores(int candidate) {
        return scores.getOrDefault(candidate, Map.of());
    }

    /** The scores of a candidate. */
    public double[] values(int candidate) {
        return scores(candidate).values().stream()
                .mapToDouble(ScoredAnswer::value)
                .toArray();
    }

    /** The mean of a candidate that has scores. */
    public double mean(int candidate) {
        return Arrays.stream(values(candidate)).average().orElse(0);
    }

    /** The 95% interval of the mean of at least one score. */
    public Interval interval(double[] values) {
        return MeanInterval.of(values, binary);
    }
}
