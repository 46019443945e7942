package io.ape4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Part;
import io.ape4j.propose.Proposer;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Scorer;
import io.ape4j.search.strategy.ScriptedAsker;
import io.ape4j.search.strategy.Strategies;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real loop starts from, with a proposer that says something else each time. */
class FirstCandidatesTest {
    private static final int CALLS = 200;
    private static final String PARAPHRASE = "Say this instruction in other words";
    private static final Set<String> NARROW = Set.of("language", "chosen", "kind", "role", "style");
    private static final List<String> OPPOSITES = List.of(
            "open shut",
            "rich poor",
            "thick thin",
            "rough smooth",
            "early late",
            "brave timid",
            "loud quiet",
            "empty full",
            "sharp blunt",
            "wet dry",
            "tall short",
            "bitter sweet",
            "warm chilly",
            "fast slow",
            "narrow broad",
            "ancient modern",
            "humble proud",
            "tidy messy",
            "cruel kind",
            "heavy light");

    private final List<String> dismissed = new ArrayList<>();
    private int said;

    private final ScriptedAsker asker =
            new ScriptedAsker(CALLS, question -> "Do what way number " + ++said + " asks.", prompt -> "nothing");

    private static TaskBuilder builder() {
        return TaskBuilder.named("t").maxTokens(8);
    }

    private static Split split(int index) {
        return index < 8 ? Split.PROPOSE : index < 14 ? Split.SELECT : Split.TEST;
    }

    private static Task opposites() {
        return opposites(OPPOSITES.get(8).split(" ", 2)[0]);
    }

    /** The first example of {@code select} has this input. */
    private static Task opposites(String firstOfSelect) {
        final TaskBuilder task = builder();
        for (int i = 0; i < OPPOSITES.size(); i++) {
            final String[] pair = OPPOSITES.get(i).split(" ", 2);
            task.example(Map.of("input", i == 8 ? firstOfSelect : pair[0]), List.of(pair[1]), split(i));
        }
        return task.build();
    }

    private static Task lastLetters() {
        final TaskBuilder task = builder();
        for (int i = 0; i < OPPOSITES.size(); i++) {
            final String word = OPPOSITES.get(i).split(" ", 2)[0];
            task.example(Map.of("input", word), List.of(word.substring(word.length() - 1)), split(i));
        }
        return task.build();
    }

    private List<Candidate> started(Task task, SearchParameters parameters) {
        try (Metric metric = Metrics.of(task)) {
            final SearchOutcome outcome = new Loop(
                            task,
                            new Scorer(task, metric),
                            Strategies.named("evolution"),
                            parameters,
                            3,
                            asker,
                            new SearchListener() {
                                @Override
                                public void dismissed(String operator, String instruction, String reason) {
                                    dismissed.add(operator + ": " + reason);
                                }
                            })
                    .search();
            return outcome.candidates().stream()
                    .filter(candidate -> candidate.lineage().generation() == 0)
                    .toList();
        }
    }

    private static SearchParameters.Builder parameters() {
        return SearchParameters.builder().generations(0);
    }

    private static List<Candidate> by(List<Candidate> candidates, String operator) {
        return candidates.stream()
                .filter(candidate -> candidate.lineage().operator().equals(operator))
                .toList();
    }

    @Test
    void whereTheExamplesShowNoRuleTheBankAndNarrowQuestionsStart() {
        final List<Candidate> first = started(opposites(), parameters().build());

        assertThat(by(first, "known-task"))
                .hasSizeBetween(3, SearchParameters.STANDARD.knownTasksAt(CALLS))
                .anyMatch(candidate ->
                        candidate.prompt().instruction().equals("Write a word with the opposite meaning."));
        assertThat(first)
                .anyMatch(candidate -> NARROW.contains(candidate.lineage().operator()));
        assertThat(by(first, "forward")).isNotEmpty();
    }

    @Test
    void whereARuleHoldsNeitherIsUsedAndHalfOfTheProposalsSayItInOtherWords() {
        final List<Candidate> first = started(lastLetters(), parameters().build());

        final Candidate rule = by(first, "relation").get(0);
        assertThat(first).noneMatch(candidate -> candidate.lineage().operator().equals("known-task"));
        assertThat(asker.proposing().stream().filter(chat -> chat.contains(PARAPHRASE)))
                .hasSize(SearchParameters.STANDARD.proposalsAt(CALLS) / 2);
        assertThat(by(first, "paraphrase"))
                .isNotEmpty()
                .allMatch(candidate -> candidate.lineage().parents().size() == 1)
                .anyMatch(candidate -> candidate.lineage().parents().contains(rule.number()));
    }

    @Test
    void bothCanBeSwitchedOff() {
        final Proposer.Settings plain = new Proposer.Settings(
                Proposer.Settings.STANDARD.temperature(),
                Proposer.Settings.STANDARD.pairs(),
                Proposer.Settings.STANDARD.workedExamples(),
                Proposer.Settings.STANDARD.facts(),
                false);

        final List<Candidate> first =
                started(opposites(), parameters().knownTasks(0).proposer(plain).build());

        assertThat(first)
                .extracting(candidate -> candidate.lineage().operator())
                .doesNotContain("known-task")
                .doesNotContainAnyElementsOf(NARROW);
    }

    @Test
    void aFrozenInstructionIsNotAskedFor() {
        started(opposites(), parameters().freeze(Set.of(Part.INSTRUCTION)).build());

        assertThat(asker.proposing()).isEmpty();
    }

    @Test
    void theProposerIsShownNothingButExamplesOfPropose() {
        started(opposites(), parameters().build());

        final List<String> hidden = OPPOSITES.subList(8, OPPOSITES.size());
        assertThat(asker.proposing())
                .hasSizeGreaterThan(10)
                .allSatisfy(chat -> assertThat(hidden).noneMatch(pair -> chat.contains(pair.split(" ", 2)[0] + "\n")));
        assertThat(asker.proposing()).anyMatch(chat -> chat.contains("rough"));
    }

    @Test
    void anEntryOfTheBankThatHoldsAHeldOutInputLeavesItsPlaceToTheNext() {
        final Task task = opposites("a word with the opposite meaning");

        final List<Candidate> first = started(task, parameters().knownTasks(4).build());

        assertThat(dismissed).anyMatch(line -> line.startsWith("known-task: " + SearchListener.COPIES_HELD_OUT));
        assertThat(by(first, "known-task"))
                .hasSize(4)
                .noneMatch(candidate -> candidate.prompt().instruction().contains("opposite meaning"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "15, 0", "16, 1", "60, 3", "200, 12", "5000, 12"})
    void aSmallCapLeavesRoomForFewOfTheBank(long calls, int known) {
        assertThat(SearchParameters.STANDARD.knownTasksAt(calls)).isEqualTo(known);
    }
}
