package io.ape4j.report.page;

import io.ape4j.model.Answer;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.report.trace.Trace;
import io.ape4j.run.Limits;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.tally.Counts;
import io.ape4j.score.Score;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A run of any size that was never searched: made up, to see what its page does. */
final class LargeRun {
    private final Task task;
    private final Trace trace = new Trace(SearchListener.SILENT);
    private final List<Candidate> candidates;
    private final List<SearchOutcome.Standing> ranking;

    /** Every candidate has a score on every example, with an answer of that many characters. */
    LargeRun(int candidates, int examples, int answerCharacters) {
        this.task = task(examples);
        this.candidates =
                IntStream.range(0, candidates).mapToObj(this::candidate).toList();
        final Random random = new Random(1);
        final List<Example> select = task.examples(Split.SELECT);
        final ScoredAnswer right = answer(1, answerCharacters);
        final ScoredAnswer wrong = answer(0, answerCharacters);
        for (final Candidate candidate : this.candidates) {
            trace.candidate(candidate);
            select.forEach(example -> trace.scored(candidate, example, random.nextInt(3) > 0 ? right : wrong));
        }
        final Snapshot snapshot = trace.snapshot();
        this.ranking = this.candidates.stream()
                .map(candidate -> new SearchOutcome.Standing(
                        candidate, snapshot.mean(candidate.number()), examples, snapshot.mean(candidate.number())))
                .sorted((a, b) -> Double.compare(b.fitness(), a.fitness()))
                .toList();
        trace.best(ranking.get(0).candidate(), ranking.get(0).mean(), examples);
    }

    private static Task task(int examples) {
        final TaskBuilder task = TaskBuilder.named("large").splits(new SplitSpec(0, 1, 0, examples, 1));
        for (int i = 0; i < examples; i++) {
            task.example(Map.of(TaskBuilder.SINGLE_FIELD, "Input number " + i), List.of("right"), Split.SELECT);
        }
        return task.build();
    }

    private Candidate candidate(int number) {
        final List<Integer> parents = number < 10 ? List.of() : List.of(number / 2, number / 3);
        return new Candidate(
                number,
                Prompt.ofInstruction(
                        task.template(), "Instruction number " + number + ". " + "Do it well. ".repeat(20)),
                new Candidate.Lineage(parents, number < 10 ? "forward" : "cross", number / 100));
    }

    private static ScoredAnswer answer(double value, int characters) {
        return new ScoredAnswer("a".repeat(characters), Answer.Finish.STOP, Score.of(value));
    }

    String html() {
        final RunResult result = new RunResult(
                task,
                new RunManifest(
                        1,
                        "evolution",
                        1,
                        SearchParameters.STANDARD,
                        Limits.STANDARD,
                        "exact-match/1",
                        Map.of(ModelRole.EXECUTOR, new ModelIdentity("openai", "", "x", Map.of(), true))),
                new Estimate(20, 200, 200, 80, 10_000, 40_000, 90_000, Optional.empty()),
                new SearchOutcome(
                        ranking.get(0).candidate(),
                        candidates.get(0),
                        ranking,
                        candidates,
                        Ending.BUDGET_SPENT,
                        List.of()),
                Optional.empty(),
                "the task has no test examples",
                Optional.empty(),
                Map.of(ModelRole.EXECUTOR, new Totals(200, 30_000, new BigDecimal("0.01"), 120, 80, 0)),
                Totals.NOTHING,
                CallLog.Spent.NOTHING,
                Counts.NONE,
                0);
        return ReportPage.html("large", result, trace.snapshot(), Detail.EXAMPLES);
    }
}
