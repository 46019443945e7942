package io.ape4j.bench.racing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** The methods that a race is compared with. */
public final class Rivals {
    private Rivals() {}

    /** Everybody on everything. */
    public record FullEvaluation() implements RacingMethod {
        @Override
        public String name() {
            return "full evaluation";
        }

        @Override
        public Finish run(Contest contest) {
            return new Finish(byRights(contest, all(contest), contest.examples()), contest.allCalls(), false);
        }
    }

    /**
     * Sequential halving in rounds of equal cost (Karnin, Koren and Somekh 2013), earlier scores counting on.
     *
     * @param share of full evaluation's calls that it may take
     */
    public record Halving(double share) implements RacingMethod {
        @Override
        public String name() {
            return percent("halving", share);
        }

        @Override
        public Finish run(Contest contest) {
            final long budget = (long) (share * contest.allCalls());
            List<Integer> left = all(contest);
            long calls = 0;
            int seen = 0;
            while (left.size() > 1) {
                final int rounds = Integer.SIZE - Integer.numberOfLeadingZeros(left.size() - 1);
                final int more = (int) Math.min(contest.examples() - seen, (budget - calls) / rounds / left.size());
                seen += more;
                calls += (long) more * left.size();
                left = byRights(contest, left, seen).subList(0, (left.size() + 1) / 2);
            }
            return new Finish(left, calls, false);
        }
    }

    /**
     * The race of CAPO (Zehle et al. 2025, "CAPO: Cost-aware prompt optimization", section on racing): after each block
     * who is significantly worse than anybody by a paired t-test leaves. Tested again and again, uncorrected.
     *
     * @param level of the one-sided test; theirs is .2
     */
    public record RepeatedTests(double level) implements RacingMethod {
        private static final int THEIR_BLOCK = 30;
        private static final int FEWEST_BLOCKS = 5;

        @Override
        public String name() {
            return String.format(Locale.ROOT, "repeated t-tests at %.2f", level);
        }

        @Override
        public Finish run(Contest contest) {
            final int block = Math.min(THEIR_BLOCK, contest.examples() / FEWEST_BLOCKS);
            List<Integer> left = all(contest);
            long calls = 0;
            int seen = 0;
            while (left.size() > 1 && seen < contest.examples()) {
                final int upTo = Math.min(contest.examples(), seen + block);
                calls += (long) left.size() * (upTo - seen);
                seen = upTo;
                left = notWorse(contest, left, seen);
            }
            return new Finish(byRights(contest, left, seen), calls, true);
        }

        private List<Integer> notWorse(Contest contest, List<Integer> left, int seen) {
            final double quantile = TDistribution.of(seen - 1).inverseSurvivalProbability(level);
            return left.stream()
                    .filter(one -> left.stream().noneMatch(other -> statistic(contest, other, one, seen) > quantile))
                    .toList();
        }

        private static double statistic(Contest contest, int other, int one, int seen) {
            int sum = 0;
            int squares = 0;
            for (int example = 0; example < seen; example++) {
                final int difference = contest.score(other, example) - contest.score(one, example);
                sum += difference;
                squares += difference * difference;
            }
            final double mean = (double) sum / seen;
            final double variance = (squares - sum * mean) / (seen - 1);
            return sum <= 0 ? 0 : mean / Math.sqrt(variance / seen);
        }
    }

    /**
     * The leader and its most promising challenger get the next block, whichever of both has seen less: top-two racing by
     * an index (in the manner of LUCB; Kalyanakrishnan et al. 2012, "PAC subset selection in stochastic multi-armed
     * bandits"), on means drawn together.
     *
     * @param share of full evaluation's calls that it may take
     */
    public record TopTwo(double share) implements RacingMethod {
        private static final int BLOCK = 4;
        private static final double STRENGTH = 4;

        @Override
        public String name() {
            return percent("top two", share);
        }

        @Override
        public Finish run(Contest contest) {
            final long budget = (long) (share * contest.allCalls());
            final int[] seen = new int[contest.contenders()];
            long calls = 0;
            for (int one = 0; one < seen.length; one++) {
                seen[one] = BLOCK;
                calls += BLOCK;
            }
            while (calls < budget) {
                final double[] means = means(contest, seen);
                final int leader = best(contest, one -> means[one]);
                final int challenger = best(
                        contest,
                        one -> one == leader || seen[one] == contest.examples()
                                ? Double.NEGATIVE_INFINITY
                                : means[one] + Math.sqrt(means[one] * (1 - means[one]) / seen[one]));
                final int next =
                        seen[leader] <= seen[challenger] && seen[leader] < contest.examples() ? leader : challenger;
                final int more = (int) Math.min(Math.min(BLOCK, budget - calls), contest.examples() - seen[next]);
                if (more == 0) {
                    break;
                }
                seen[next] += more;
                calls += more;
            }
            final double[] means = means(contest, seen);
            return new Finish(List.of(best(contest, one -> means[one])), calls, false);
        }

        private static double[] means(Contest contest, int[] seen) {
            final double prior = all(contest).stream()
                    .mapToDouble(one -> (double) contest.rights(one, seen[one]) / seen[one])
                    .average()
                    .orElseThrow();
            return all(contest).stream()
                    .mapToDouble(one -> (contest.rights(one, seen[one]) + STRENGTH * prior) / (seen[one] + STRENGTH))
                    .toArray();
        }

        private static int best(Contest contest, IntToDoubleFunction worth) {
            int best = 0;
            for (int one = 1; one < contest.contenders(); one++) {
                best = worth.applyAsDouble(one) > worth.applyAsDouble(best) ? one : best;
            }
            return best;
        }
    }

    static String percent(String name, double share) {
        return String.format(Locale.ROOT, "%s, %.0f %%", name, 100 * share);
    }

    private static List<Integer> all(Contest contest) {
        return IntStream.range(0, contest.contenders()).boxed().toList();
    }

    private static List<Integer> byRights(Contest contest, List<Integer> some, int seen) {
        final List<Integer> rights =
                all(contest).stream().map(one -> contest.rights(one, seen)).toList();
        return some.stream()
                .sorted(Comparator.comparingInt(one -> -rights.get(one)))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
