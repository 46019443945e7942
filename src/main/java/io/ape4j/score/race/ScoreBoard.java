package io.ape4j.score.race;

import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.Scorer;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every score of a run: prompt x example. Asks only for those that are missing. For one thread.
 */
public final class ScoreBoard {
    private final Scorer scorer;
    private final Asker asker;
    private final Hearing hearing;
    private final Map<Prompt, Map<Example, ScoredAnswer>> scores = new LinkedHashMap<>();
    private @Nullable AdjustedMeans adjusted;

    /** One score that may be asked for. */
    public record Cell(Prompt prompt, Example example) {}

    /** Hears of every score, in the order in which they were asked for. For display only. */
    @FunctionalInterface
    public interface Hearing {
        void scored(Prompt prompt, Example example, ScoredAnswer answer);
    }

    public ScoreBoard(Scorer scorer, Asker asker) {
        this(scorer, asker, (prompt, example, answer) -> {});
    }

    /** A board that tells {@code hearing} what is entered. */
    public ScoreBoard(Scorer scorer, Asker asker, Hearing hearing) {
        this.scorer = scorer;
        this.asker = asker;
        this.hearing = hearing;
    }

    /**
     * Scores every prompt on every example, prompt by prompt, as far as the budget goes.
     *
     * @return whether every score is there now
     */
    public boolean score(List<Prompt> prompts, List<Example> examples) {
        final List<Cell> cells = new ArrayList<>();
        for (final Prompt prompt : prompts) {
            for (final Example example : examples) {
                cells.add(new Cell(prompt, example));
            }
        }
        return score(cells);
    }

    /**
     * Scores these, in order, as far as the budget goes.
     *
     * @return whether every score is there now
     */
    public boolean score(List<Cell> cells) {
        final List<Cell> missing = cells.stream()
                .filter(cell -> !of(cell.prompt()).containsKey(cell.example()))
                .toList();
        final List<Asking<ScoredAnswer>> askings = missing.stream()
                .map(cell -> scorer.score(cell.prompt(), cell.example(), 0))
                .toList();
        final List<Optional<ScoredAnswer>> answers = asker.all(askings);
        boolean complete = true;
        adjusted = null;
        for (int i = 0; i < answers.size(); i++) {
            final Cell cell = missing.get(i);
            if (answers.get(i).isPresent()) {
                scores.computeIfAbsent(cell.prompt(), ignored -> new LinkedHashMap<>())
                        .put(cell.example(), answers.get(i).get());
                hearing.scored(cell.prompt(), cell.example(), answers.get(i).get());
            } else {
                complete = false;
            }
        }
        return complete;
    }

    /** How many requests one score of {@code prompt} takes. */
    public long requests(Prompt prompt) {
        return scorer.requests(prompt);
    }

    /** How many requests it would take to score every prompt on every example. */
    public long missing(List<Prompt> prompts, List<Example> examples) {
        long requests = 0;
        for (final Prompt prompt : prompts) {
            final Map<Example, ScoredAnswer> known = of(prompt);
            requests += scorer.requests(prompt)
                    * examples.stream()
                            .filter(example -> !known.containsKey(example))
                            .count();
        }
        return requests;
    }

    /** How many requests it would take to score these. */
    public long missing(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> !of(cell.prompt()).containsKey(cell.example()))
                .mapToLong(cell -> scorer.requests(cell.prompt()))
                .sum();
    }

    /** Those of {@code examples} that all of {@code prompts} have a score on: what they can be compared on. */
    public List<Example> shared(List<Prompt> prompts, List<Example> examples) {
        return examples.stream()
                .filter(example ->
                        prompts.stream().allMatch(prompt -> of(prompt).containsKey(example)))
                .toList();
    }

    /** The scored answers of a prompt so far, in the order in which they were asked for. */
    public Map<Example, ScoredAnswer> of(Prompt prompt) {
        return scores.getOrDefault(prompt, Map.of());
    }

    /** All prompts that have a score, in the order of their first. */
    public Set<Prompt> prompts() {
        return scores.keySet();
    }

    /** Mean over those of {@code examples} that {@code prompt} has a score on; 0 without any. */
    public double mean(Prompt prompt, List<Example> examples) {
        return examples.stream()
                .map(of(prompt)::get)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(ScoredAnswer::value)
                .average()
                .orElse(0);
    }

    /** Number of examples that {@code prompt} has a score on. */
    public int count(Prompt prompt) {
        return of(prompt).size();
    }

    /** Mean over all scores of {@code prompt}; 0 without any. */
    public double mean(Prompt prompt) {
        return of(prompt).values().stream()
                .mapToDouble(ScoredAnswer::value)
                .average()
                .orElse(0);
    }

    /** What each prompt's mean would be on all examples, judged from all scores so far. */
    public AdjustedMeans adjustedMeans() {
        if (adjusted == null) {
            adjusted = AdjustedMeans.of(this);
        }
        return adjusted;
    }
}
