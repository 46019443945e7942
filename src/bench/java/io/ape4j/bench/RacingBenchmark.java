package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.bench.racing.Contest;
import io.ape4j.bench.racing.RacingMethod;
import io.ape4j.bench.racing.RacingMethod.Finish;
import io.ape4j.bench.racing.Rivals;
import io.ape4j.bench.racing.SafeRacing;
import io.ape4j.stats.WilsonInterval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a race costs and what it loses against scoring every contender on every example, beside other methods.
 *
 * <p>Twelve contenders; the best of the split is whom full evaluation puts first, the true best who would be first on all
 * examples that there could be. A false win is a race that claims certainty and has dropped the best of the split.
 */
final class RacingBenchmark implements Benchmark {
    private static final int CONTESTS = 400;
    private static final int QUICK_CONTESTS = 20;
    private static final int CONTENDERS = 12;
    private static final double LEVEL = 0.05;
    private static final double ONE_POINT = 0.01 + 1e-9;
    private static final double SAME = 1e-9;
    private static final List<Integer> SELECTS = List.of(50, 100, 300);
    private static final double USUAL = 0.5;
    private static final String NOBODY = "all equal";

    private static final RacingMethod OURS = new SafeRacing(1);
    private static final List<RacingMethod> METHODS = List.of(
            new Rivals.FullEvaluation(),
            OURS,
            new SafeRacing(1, 4, 0.2),
            new Rivals.RepeatedTests(0.2),
            new Rivals.RepeatedTests(LEVEL),
            new Rivals.Halving(0.5),
            new SafeRacing(0.5),
            new Rivals.TopTwo(0.5),
            new Rivals.Halving(0.25),
            new SafeRacing(0.25),
            new Rivals.TopTwo(0.25),
            new Rivals.Halving(0.1),
            new SafeRacing(0.1),
            new Rivals.TopTwo(0.1));

    /** True accuracies of the contenders, in an order of their own. */
    private record Profile(String name, List<Double> accuracies) {}

    private record Cell(Profile profile, int select, double correlation) {}

    /** A race and what it was about. */
    private record Race(Contest contest, Finish finish, boolean fullIsRight) {
        boolean keptTrueBest() {
            return finish.left().stream().anyMatch(one -> contest.regret(one) < SAME);
        }

        boolean keptBestOfSplit() {
            return finish.left().stream().anyMatch(contest::isFirstOfSplit);
        }

        double share() {
            return (double) finish.calls() / contest.allCalls();
        }
    }

    @Override
    public String name() {
        return "racing";
    }

    @Override
    public String summary() {
        return "what races cost and lose against full evaluation, ours beside others (simulated executor)";
    }

    @Override
    public ObjectNode run(boolean quick, Progress progress) {
        final int count = quick ? QUICK_CONTESTS : CONTESTS;
        final Map<Integer, List<Race>> ours = new LinkedHashMap<>();
        final List<Race> oursOfEqual = new ArrayList<>();
        final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (final Cell cell : cells()) {
            progress.at(count + " contests, " + cell.profile().name() + ", " + cell.select() + " examples, correlation "
                    + cell.correlation());
            final List<Contest> contests = contests(cell, count);
            for (final RacingMethod method : methods(cell)) {
                final List<Race> races = races(method, contests);
                rows.add(row(cell, method, races));
                if (method.equals(OURS)) {
                    (cell.profile().name().equals(NOBODY)
                                    ? oursOfEqual
                                    : ours.computeIfAbsent(cell.select(), ignored -> new ArrayList<>()))
                            .addAll(races);
                }
            }
        }
        final List<Race> all = ours.values().stream().flatMap(List::stream).toList();
        final ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("contests", all.size());
        headline(all, figures);
        final ObjectNode bySelect = figures.putObject("bySelect");
        ours.forEach((select, races) -> headline(races, bySelect.putObject("" + select)));
        headline(oursOfEqual, figures.putObject("allEqual"));
        figures.set("methods", rows);
        return figures;
    }

    private static List<Cell> cells() {
        final List<Cell> cells = new ArrayList<>();
        for (final int select : SELECTS) {
            profiles().forEach(profile -> cells.add(new Cell(profile, select, USUAL)));
            cells.add(new Cell(profiles().get(1), select, 0.2));
            cells.add(new Cell(profiles().get(1), select, 0.8));
        }
        return cells;
    }

    private static List<Profile> profiles() {
        return List.of(
                new Profile(NOBODY, Collections.nCopies(CONTENDERS, 0.6)),
                new Profile("one 15 points ahead", ahead(0.55, 0.70)),
                new Profile("one 30 points ahead", ahead(0.40, 0.70)),
                new Profile("two ahead, 3 points apart", ahead(0.40, 0.70, 0.67)),
                new Profile(
                        "steps of 4 points",
                        IntStream.range(0, CONTENDERS)
                                .mapToObj(i -> 0.31 + 0.04 * ((i * 5) % CONTENDERS))
                                .toList()),
                new Profile(
                        "from .05 to .72",
                        List.of(0.45, 0.05, 0.66, 0.30, 0.20, 0.72, 0.10, 0.55, 0.25, 0.60, 0.40, 0.50)),
                new Profile("three good, the rest useless", ahead(0.05, 0.60, 0.50, 0.55)));
    }

    private static List<Double> ahead(double others, double... first) {
        final List<Double> accuracies = new ArrayList<>(Collections.nCopies(CONTENDERS, others));
        for (int i = 0; i < first.length; i++) {
            accuracies.set(CONTENDERS / 2 + i, first[i]);
        }
        return accuracies;
    }

    /** All, and in one cell for each size also ours with other blocks. */
    private static List<RacingMethod> methods(Cell cell) {
        final List<RacingMethod> methods = new ArrayList<>(METHODS);
        if (cell.profile().equals(profiles().get(1)) && cell.correlation() == USUAL) {
            methods.add(new SafeRacing(1, 1, LEVEL));
            methods.add(new SafeRacing(1, 16, LEVEL));
        }
        return methods;
    }

    private static List<Contest> contests(Cell cell, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(seed -> Contest.of(cell.profile().accuracies(), cell.correlation(), cell.select(), seed))
                .toList();
    }

    private static List<Race> races(RacingMethod method, List<Contest> contests) {
        final RacingMethod full = new Rivals.FullEvaluation();
        return contests.parallelStream()
                .map(contest -> new Race(
                        contest,
                        method.run(contest),
                        contest.regret(full.run(contest).winner()) < SAME))
                .toList();
    }

    /** Shares are of races; {@code keptTrueBest} of those in which full evaluation finds the true best. */
    private static void headline(List<Race> races, ObjectNode figures) {
        final List<Race> fair = races.stream().filter(Race::fullIsRight).toList();
        final int falseWins = count(races, race -> race.finish().sure() && !race.keptBestOfSplit());
        figures.put("callsShareOfFull", rounded(meanShare(races)));
        figures.put("keptTrueBest", share(fair, Race::keptTrueBest));
        figures.put("falseWins", rounded((double) falseWins / races.size()));
        figures.put(
                "falseWinsUpper95",
                rounded(WilsonInterval.of(falseWins, races.size()).high()));
        figures.put("foundTrueBest", share(races, RacingBenchmark::found));
        figures.put("foundTrueBestByFull", share(races, Race::fullIsRight));
    }

    private static ObjectNode row(Cell cell, RacingMethod method, List<Race> races) {
        final ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("method", method.name());
        row.put("profile", cell.profile().name());
        row.put("select", cell.select());
        row.put("correlation", cell.correlation());
        row.put("callsShareOfFull", rounded(meanShare(races)));
        row.put("foundTrueBest", share(races, RacingBenchmark::found));
        row.put(
                "foundWithinOnePoint",
                share(races, race -> race.contest().regret(race.finish().winner()) <= ONE_POINT));
        row.put(
                "meanRegret",
                rounded(races.stream()
                        .mapToDouble(race -> race.contest().regret(race.finish().winner()))
                        .average()
                        .orElse(0)));
        row.put("keptTrueBest", share(races, Race::keptTrueBest));
        row.put("droppedBestOfSplit", share(races, race -> !race.keptBestOfSplit()));
        row.put("falseWins", share(races, race -> race.finish().sure() && !race.keptBestOfSplit()));
        row.put("sure", share(races, race -> race.finish().sure()));
        return row;
    }

    private static boolean found(Race race) {
        return race.contest().regret(race.finish().winner()) < SAME;
    }

    private static double meanShare(List<Race> races) {
        return races.stream().mapToDouble(Race::share).average().orElse(0);
    }

    private static int count(List<Race> races, Predicate<Race> is) {
        return (int) races.stream().filter(is).count();
    }

    private static double share(List<Race> races, Predicate<Race> is) {
        return rounded((double) count(races, is) / races.size());
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
