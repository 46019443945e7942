package io.ape4j.report.trace;

import io.ape4j.model.Call;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a search tells while it runs, kept for the page: every candidate, every score, and when the best changed. Passes
 * everything on. A replay leaves the same trace as the run. Any thread may take a {@link Snapshot}.
 */
public final class Trace extends SearchListener.Forwarding {
    private static final String CONFIRMING = "confirm";

    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<Integer, Map<Example, ScoredAnswer>> scores = new TreeMap<>();
    private final List<Snapshot.Point> points = new ArrayList<>();
    private long calls;
    private boolean binary = true;
    private String phase = "";
    private int generation;

    public Trace(SearchListener next) {
        super(next);
    }

    @Override
    public void phase(String name, int number) {
        synchronized (this) {
            phase = name;
            generation = number;
        }
        super.phase(name, number);
    }

    @Override
    public void answered(Call call) {
        synchronized (this) {
            calls += phase.equals(CONFIRMING) ? 0 : 1;
        }
        super.answered(call);
    }

    @Override
    public void candidate(Candidate candidate) {
        synchronized (this) {
            if (candidate.number() == 0) {
                beginAgain();
            }
            candidates.add(candidate);
        }
        super.candidate(candidate);
    }

    /** A raised limit sends a run back to its first request, over its journal. */
    private void beginAgain() {
        candidates.clear();
        scores.clear();
        points.clear();
        binary = true;
        calls = 0;
    }

    @Override
    public void scored(Candidate candidate, Example example, ScoredAnswer answer) {
        synchronized (this) {
            scores.computeIfAbsent(candidate.number(), ignored -> new LinkedHashMap<>())
                    .put(example, answer);
            binary &= answer.value() == 0 || answer.value() == 1;
        }
        super.scored(candidate, example, answer);
    }

    @Override
    public void best(Candidate candidate, double mean, int examples) {
        synchronized (this) {
            final double[] values = scores.getOrDefault(candidate.number(), Map.of()).values().stream()
                    .mapToDouble(ScoredAnswer::value)
                    .toArray();
            if (values.length > 0) {
                points.add(new Snapshot.Point(calls, candidate.number(), values));
            }
        }
        super.best(candidate, mean, examples);
    }

    /** What is known now. */
    public synchronized Snapshot snapshot() {
        final Map<Integer, Map<Example, ScoredAnswer>> copy = new TreeMap<>();
        scores.forEach((number, answers) -> copy.put(number, new LinkedHashMap<>(answers)));
        return new Snapshot(candidates, copy, binary, points, calls, phase, generation);
    }
}
