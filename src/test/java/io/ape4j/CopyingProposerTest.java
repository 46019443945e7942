package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.propose.operator.InstructionBank;
import io.ape4j.report.Summary;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proposer that has seen what prompts are scored on, and says so. */
class CopyingProposerTest {
    private static final String CLEAN = "Give the simple past.";

    @TempDir
    private Path folder;

    private final List<String> dismissed = new ArrayList<>();

    private static Task task() {
        final TaskBuilder task = TaskBuilder.named("past").maxTokens(8).baseline("Answer.");
        for (int i = 0; i < 60; i++) {
            final Split split = i < 10 ? Split.PROPOSE : i < 30 ? Split.SELECT : Split.TEST;
            task.example(Map.of("input", "verb" + i), List.of("verbed" + i), split);
        }
        return task.build();
    }

    /** Right where the prompt tells the answer, and on every third example otherwise. */
    private static LanguageModel model(Task task, List<String> proposals) {
        return new LanguageModel() {
            private int proposed;

            @Override
            public ModelIdentity identity() {
                return new ModelIdentity("simulated", "", "copying", Map.of(), true);
            }

            @Override
            public synchronized Answer answer(Request request) {
                final String prompt =
                        request.messages().get(request.messages().size() - 1).text();
                return Answer.of(
                        request.temperature() > 0 ? proposals.get(proposed++ % proposals.size()) : said(task, prompt),
                        Answer.Finish.STOP,
                        new Usage(10, 2, true));
            }

            @Override
            public void close() {}
        };
    }

    private static String said(Task task, String prompt) {
        for (final Example example : task.examples()) {
            if (prompt.contains("Input: " + example.fields().get("input") + "\n")) {
                final boolean told = prompt.contains("becomes " + example.reference());
                final boolean knows = Integer.parseInt(example.reference().substring(6)) % 3 == 0;
                return told || knows || prompt.contains(CLEAN) ? example.reference() : "?";
            }
        }
        return "?";
    }

    private SearchReport search(Task task, List<String> proposals) {
        return search(task, proposals, "evolution");
    }

    private SearchReport search(Task task, List<String> proposals, String strategy) {
        return Ape.search(task)
                .strategy(strategy)
                .model(model(task, proposals))
                .home(new ApeHome(folder.resolve("home")))
                .run(folder.resolve("runs"), "run")
                .parameters(Simulation.SMALL)
                .listener(new SearchListener() {
                    @Override
                    public void dismissed(String operator, String said, String reason) {
                        dismissed.add(reason);
                    }
                })
                .maxCalls(120)
                .run();
    }

    private static String copying(Task task, Split split) {
        final Example example = task.examples(split).get(0);
        return "Change the verb; for instance, \""
                + String.valueOf(example.fields().get("input")).toUpperCase(Locale.ROOT) + "\" becomes "
                + example.reference() + ".";
    }

    @Test
    void aProposalThatHoldsASelectPairIsSetAsideAndCounted() {
        final Task task = task();
        final String copy = copying(task, Split.SELECT);

        final SearchReport report = search(task, List.of(copy, "Write the past tense now."));

        assertThat(report.result().outcome().candidates())
                .extracting(Candidate::prompt)
                .noneMatch(prompt -> prompt.instruction().contains("for instance"));
        assertThat(dismissed)
                .contains("copies held-out example "
                        + task.examples(Split.SELECT).get(0).id());
        assertThat(report.toJson()
                        .at("/proposals/dismissed/copies a held-out example")
                        .asInt())
                .isPositive();
        assertThat(report.toJson().at("/setAside"))
                .isNotEmpty()
                .allSatisfy(prompt ->
                        assertThat(prompt.path("instruction").asText()).contains("for instance"))
                .allSatisfy(prompt -> assertThat(prompt.path("example").asText())
                        .isEqualTo(task.examples(Split.SELECT).get(0).id()));
        assertThat(Search.replay(report.folder(), Optional.empty(), SearchListener.SILENT)
                        .result()
                        .counts())
                .isEqualTo(report.result().counts());
    }

    /** The clauses are the strategy's own, but a prompt that one stands in holds an input. */
    @Test
    void whatPolicyGradientPutsTogetherAndIsSetAsideEndsNoSearch() {
        final TaskBuilder task = TaskBuilder.named("clauses").maxTokens(8).baseline("Answer.");
        fill(task, InstructionBank.CLAUSES);

        final SearchReport report = search(task.build(), List.of("Write the past tense now."), "policy-gradient");

        assertThat(report.result().isScored()).isTrue();
        assertThat(report.result().outcome().candidates())
                .extracting(candidate -> candidate.prompt().instruction())
                .noneMatch(instruction -> instruction.contains("really asked, then give only the final answer"));
    }

    @Test
    void theOutputFormatThatTheSearchBringsAlongCopiesNothing() {
        final TaskBuilder task = TaskBuilder.named("formats").maxTokens(8);
        fill(task, List.of("answer with a single word and nothing else"));

        final SearchReport report = search(task.build(), List.of("Write the past tense now."));

        assertThat(report.result().outcome().candidates())
                .extracting(candidate -> candidate.lineage().operator())
                .filteredOn("trivial"::equals)
                .hasSize(2);
    }

    /** Verbs, but for the first inputs of {@code select}. */
    private static void fill(TaskBuilder task, List<String> select) {
        for (int i = 0; i < 60; i++) {
            final Split split = i < 10 ? Split.PROPOSE : i < 30 ? Split.SELECT : Split.TEST;
            final boolean isGiven = i >= 10 && i < 10 + select.size();
            task.example(Map.of("input", isGiven ? select.get(i - 10) : "verb" + i), List.of("verbed" + i), split);
        }
    }

    @Test
    void duringTheSearchNobodyLooksAtTestButTheWinnerIsComparedWithIt() {
        final Task task = task();
        final String copy = copying(task, Split.TEST).replace("Change the verb", CLEAN + " Change it");

        final SearchReport report = search(task, List.of(copy));

        assertThat(report.winner().instruction()).contains("for instance");
        assertThat(report.toJson().at("/test/copied/0").asText())
                .isEqualTo(task.examples(Split.TEST).get(0).id());
        assertThat(Summary.of(
                        report.folder().path(), Optional.empty(), report.result(), report.exports(), report.elapsed()))
                .contains("verdict   better")
                .contains("the winner holds 1 of the test examples outside its demonstrations (first: "
                        + task.examples(Split.TEST).get(0).id() + "), so that this flatters it");
    }

    @Test
    void aCleanWinnerHasNothingToTell() {
        final SearchReport report = search(task(), List.of(CLEAN));

        assertThat(report.winner().instruction()).contains(CLEAN);
        assertThat(report.toJson().path("test").has("copied")).isFalse();
        assertThat(dismissed).noneMatch(reason -> reason.startsWith(SearchListener.COPIES_HELD_OUT));
    }
}
