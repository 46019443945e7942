package io.ape4j.report.page;

import io.ape4j.report.trace.Snapshot;
import io.ape4j.search.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * From the first proposals to the winner: a drawing, and a line for each step.
 *
 * @param width of the drawing, in its own units
 * @param nodes empty if there are too many to draw
 */
public record Lineage(int width, int height, List<Node> nodes, List<Edge> edges, List<Step> steps) {
    private static final int COLUMN = 150;
    private static final int ROW = 56;
    private static final int MARGIN = 46;
    private static final int MOST_DRAWN = 80;

    /** A candidate in the drawing. */
    public record Node(int number, int x, int y, String score, String operator, boolean isWinner) {}

    /** From a parent to a child. */
    public record Edge(int fromX, int fromY, int toX, int toY) {}

    /**
     * How a candidate came to be.
     *
     * @param gain above its best parent's mean; empty where either was not scored
     * @param rises whether the gain is above 0
     * @param parent the first one; -1 without any
     */
    public record Step(
            int number,
            String operator,
            int generation,
            List<Integer> parents,
            int parent,
            String score,
            String gain,
            boolean rises,
            String brief) {}

    static Lineage of(Candidate winner, Snapshot snapshot) {
        final List<Candidate> line = ancestors(winner, snapshot);
        final Map<Integer, int[]> places = places(line);
        final List<Node> nodes = new ArrayList<>();
        final List<Edge> edges = new ArrayList<>();
        int bottom = 0;
        for (final Candidate candidate : line) {
            final int[] place = place(places, candidate.number());
            bottom = Math.max(bottom, place[1]);
            nodes.add(new Node(
                    candidate.number(),
                    place[0],
                    place[1],
                    score(candidate, snapshot),
                    candidate.lineage().operator(),
                    candidate.equals(winner)));
            for (final int parent : candidate.lineage().parents()) {
                final int[] from = place(places, parent);
                edges.add(new Edge(from[0], from[1], place[0], place[1]));
            }
        }
        final boolean draws = nodes.size() <= MOST_DRAWN;
        final int right = place(places, winner.number())[0];
        return new Lineage(
                right + MARGIN * 2,
                bottom + MARGIN,
                draws ? nodes : List.of(),
                draws ? edges : List.of(),
                line.stream().map(candidate -> step(candidate, snapshot)).toList());
    }

    private static int[] place(Map<Integer, int[]> places, int number) {
        return places.getOrDefault(number, new int[] {MARGIN, MARGIN});
    }

    private static List<Candidate> ancestors(Candidate winner, Snapshot snapshot) {
        final TreeSet<Integer> found = new TreeSet<>();
        final List<Candidate> open = new ArrayList<>(List.of(winner));
        while (!open.isEmpty()) {
            final Candidate next = open.remove(open.size() - 1);
            if (found.add(next.number())) {
                next.lineage()
                        .parents()
                        .forEach(parent -> open.add(snapshot.candidates().get(parent)));
            }
        }
        return found.stream().map(snapshot.candidates()::get).toList();
    }

    /** Each one right of its parents, those of one column below each other. Parents have smaller numbers. */
    private static Map<Integer, int[]> places(List<Candidate> line) {
        final Map<Integer, Integer> columns = new HashMap<>();
        final Map<Integer, Integer> rows = new HashMap<>();
        final Map<Integer, int[]> places = new HashMap<>();
        for (final Candidate candidate : line) {
            final int column = candidate.lineage().parents().stream()
                    .map(parent -> columns.getOrDefault(parent, 0) + 1)
                    .max(Comparator.naturalOrder())
                    .orElse(0);
            columns.put(candidate.number(), column);
            final int row = rows.merge(column, 1, Integer::sum) - 1;
            places.put(candidate.number(), new int[] {MARGIN + column * COLUMN, MARGIN + row * ROW});
        }
        return places;
    }

    private static Step step(Candidate candidate, Snapshot snapshot) {
        final List<Integer> parents = candidate.lineage().parents();
        final double best = parents.stream()
                .filter(parent -> snapshot.values(parent).length > 0)
                .mapToDouble(snapshot::mean)
                .max()
                .orElse(-1);
        final boolean known = best >= 0 && snapshot.values(candidate.number()).length > 0;
        final double gain = snapshot.mean(candidate.number()) - best;
        return new Step(
                candidate.number(),
                candidate.lineage().operator(),
                candidate.lineage().generation(),
                parents,
                parents.isEmpty() ? -1 : parents.get(0),
                score(candidate, snapshot),
                known ? Figures.signed(gain) : "",
                known && gain > 0,
                ShownPrompt.brief(candidate.prompt()));
    }

    private static String score(Candidate candidate, Snapshot snapshot) {
        final int examples = snapshot.values(candidate.number()).length;
        return examples == 0 ? "not scored" : Figures.score(snapshot.mean(candidate.number())) + " on " + examples;
    }
}
