package io.ape4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.Limits;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.journal.Event;
import io.ape4j.run.tally.Counts;
import io.ape4j.score.Score;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.select.Goal;
import io.ape4j.select.Preference;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final int TEST_EXAMPLES = 40;

    private Task task = TaskBuilder.named("routing")
            .baseline("Name the team.")
            .example("Where is my parcel?", "shipping")
            .build();
    private Counts counts = Counts.NONE;
    private List<OperatorYield> operators = List.of();
    private SearchParameters parameters = SearchParameters.STANDARD;
    private final Candidate baseline = candidate(0, "Name the team.");
    private final Candidate winner = candidate(7, "Which team should answer?\nWrite its name only.");

    @Test
    void aBetterWinner() {
        final RunResult result = result(Optional.of(confirmation(34, 22)), "", Optional.empty(), 2);

        assertThat(summary(result)).isEqualTo("""
                        The winning prompt:

                            Which team should answer?
                            Write its name only.

                            Input: {{input}}
                            Output:

                        winner    0.850 [0.709, 0.929] on 40 test examples
                        baseline  0.550 [0.398, 0.693]
                        verdict   better (difference +0.300 [+0.181, +0.454], p = 0.0005, exact McNemar)
                        search    200 calls, then 80 to confirm (budget spent)
                        calls     180 bought, 100 from the cache; 41,230 tokens; $0.0124 (estimated: 40,000)
                        time      1 min 52 s
                        note      2 other runs or evaluations have looked at these test examples before: trust the verdict less

                        Next:
                          ape report runs/routing --open
                          runs/routing/exports/txt/prompt.txt
                          runs/routing/exports/json/prompt.json  (the prompt itself)
                          ape export runs/routing --format langchain4j --output prompts/
                          ape replay runs/routing
                          ape eval tasks/routing --model ollama:llama3.2 --prompt runs/routing/exports/json/prompt.json""");
    }

    @Test
    void noSignificantGainSaysHowManyExamplesWouldBeNeeded() {
        final RunResult result = result(Optional.of(confirmation(26, 22)), "", Optional.empty(), 0);

        assertThat(summary(result))
                .contains("verdict   no significant gain: keep yours (difference +0.100")
                .containsPattern("a true difference of this size would need about \\d+ test examples");
    }

    @Test
    void whoBroughtNoPromptIsNotToldToKeepIt() {
        task = TaskBuilder.named("routing")
                .example("Where is my parcel?", "shipping")
                .build();

        final String same = summary(result(Optional.of(confirmation(26, 22)), "", Optional.empty(), 0));
        final String worse = summary(result(Optional.of(confirmation(20, 34)), "", Optional.empty(), 0));

        assertThat(same)
                .contains("verdict   no significant gain over the trivial prompt (difference")
                .doesNotContain("keep yours");
        assertThat(worse)
                .contains("verdict   worse than the trivial prompt (difference")
                .doesNotContain("keep yours");
    }

    @Test
    void anInterruptedRunIsUnconfirmedAndNamesTheCommandThatGoesOn() {
        final RunResult result = result(Optional.empty(), "interrupted", Optional.of(Event.Reason.INTERRUPTED), 0);

        assertThat(summary(result))
                .contains("winner    0.900 on 20 select examples\nverdict   unconfirmed: interrupted\n")
                .contains("then 80 to confirm (interrupted)")
                .contains("Next:\n  ape resume runs/routing\n");
    }

    @Test
    void whereNoAnswerWasRightTheAnswersAreNamedFirst() {
        assertThat(summary(result(Optional.of(confirmation(0, 0)), "", Optional.empty(), 0)))
                .contains("Next:\n  ape runs show runs/routing  (no answer was right: read them)\n  ape report ");
    }

    @Test
    void whereShortPromptsArePreferredTheFrontOfScoreAndLengthIsShown() {
        parameters = parameters.toBuilder()
                .goal(Goal.STANDARD.withPrefer(Preference.parse("shortest-within 1%")))
                .build();

        final String summary = summary(result(Optional.of(confirmation(34, 22)), "", Optional.empty(), 0));

        assertThat(summary)
                .contains("\nfront     16 tokens: 0.900 on 20 select examples  (the winner)\nsearch    200 calls");
    }

    private static final Estimate ESTIMATE = new Estimate(20, 200, 200, 80, 10_000, 40_000, 90_000, Optional.empty());

    @Test
    void whatCameOfTheAnswersIsTold() {
        counts = new Counts(
                12,
                new TreeMap<>(Map.of("empty", 1L, "the same as before", 3L)),
                List.of(),
                List.of(),
                Map.of(ModelRole.EXECUTOR, Map.of(Answer.Finish.LENGTH, 7L, Answer.Finish.CONTENT_FILTERED, 1L)));
        final RunResult result = result(Optional.of(confirmation(34, 22)), "", Optional.empty(), 0);

        assertThat(summary(result))
                .contains("\nproposals 12 asked, 4 not taken: 3 the same as before, 1 empty\n")
                .contains("\nanswers   7 cut by the limit of tokens; 1 failed: withheld by a content filter\n");
    }

    @Test
    void theOperatorsThatBroughtMostForTheirCallsAreTold() {
        operators = List.of(
                new OperatorYield("clause", 9, 9, 0, 0, 36),
                new OperatorYield("repair", 4, 3, 2, 0.12, 16),
                new OperatorYield("cross", 5, 5, 2, 0.05, 25),
                new OperatorYield("shorten", 2, 2, 1, 0.001, 8),
                new OperatorYield("trigger", 2, 2, 1, 0.1, 8));
        final RunResult result = result(Optional.of(confirmation(34, 22)), "", Optional.empty(), 0);

        assertThat(summary(result))
                .contains("\noperators most gain a call: trigger +0.050 (1 of 2 tries better),"
                        + " repair +0.040 (2 of 4 tries better), cross +0.010 (2 of 5 tries better)\n");
        assertThat(ResultJson.of("r", result, List.of(), Duration.ofSeconds(1)).at("/operators/1"))
                .hasToString("{\"operator\":\"repair\",\"tried\":4,\"share\":0.18181818181818182,\"children\":3,"
                        + "\"better\":2,\"meanGain\":0.04,\"calls\":16,\"gainPerCall\":0.0075}");
    }

    private static String summary(RunResult result) {
        return Summary.of(
                Path.of("runs/routing"),
                Optional.of("ape eval tasks/routing --model ollama:llama3.2"),
                result,
                List.of(
                        Path.of("runs/routing/exports/txt/prompt.txt"),
                        Path.of("runs/routing/exports/json/prompt.json")),
                Duration.ofSeconds(112));
    }

    private RunResult result(
            Optional<Confirmation.Result> confirmation,
            String unconfirmed,
            Optional<Event.Reason> stopped,
            int earlierReadings) {
        final SearchOutcome.Standing standing = new SearchOutcome.Standing(winner, 0.9, 20, 0.88);
        return new RunResult(
                task,
                new RunManifest(
                        1,
                        "evolution",
                        1,
                        parameters,
                        Limits.STANDARD,
                        "exact-match/1",
                        Map.of(ModelRole.EXECUTOR, new ModelIdentity("openai", "", "x", Map.of(), true))),
                ESTIMATE,
                new SearchOutcome(
                        winner, baseline, List.of(standing), List.of(baseline, winner), Ending.BUDGET_SPENT, operators),
                confirmation,
                unconfirmed,
                stopped,
                Map.of(ModelRole.EXECUTOR, new Totals(200, 30_000, new BigDecimal("0.01"), 120, 80, 0)),
                new Totals(80, 11_230, new BigDecimal("0.00241"), 60, 20, 0),
                CallLog.Spent.NOTHING,
                counts,
                earlierReadings);
    }

    /** The winner is right wherever the baseline is. */
    private static Confirmation.Result confirmation(int winnerRight, int baselineRight) {
        return new Confirmation.Result(
                PairedComparison.compare(values(winnerRight), values(baselineRight), true),
                answers(winnerRight),
                answers(baselineRight));
    }

    private static double[] values(int right) {
        return IntStream.range(0, TEST_EXAMPLES)
                .mapToDouble(i -> i < right ? 1 : 0)
                .toArray();
    }

    private static List<ScoredAnswer> answers(int right) {
        return Arrays.stream(values(right))
                .mapToObj(value -> new ScoredAnswer("a", Answer.Finish.STOP, Score.of(value)))
                .toList();
    }

    private Candidate candidate(int number, String instruction) {
        return new Candidate(
                number,
                Prompt.ofInstruction(task.template(), instruction),
                new Candidate.Lineage(List.of(), "forward", 0));
    }
}
