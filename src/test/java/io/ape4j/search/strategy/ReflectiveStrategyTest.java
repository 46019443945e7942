package io.ape4j.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Part;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReflectiveStrategyTest {
    private static final String CRITICISM = "What is wrong with the instruction, or missing in it?";
    private static final String REWRITING = "Write the instruction anew";
    private int proposals;

    @Test
    void aChildStaysIfItIsNotWorseThanAnyParentOnTheBlock() {
        final Map<String, Double> parent = Map.of("a", 1.0, "b", 0.0, "c", 1.0);
        final List<String> block = List.of("a", "b");

        assertThat(ReflectiveStrategy.isAccepted(Map.of("a", 0.0, "b", 1.0), List.of(parent), block))
                .isTrue();
        assertThat(ReflectiveStrategy.isAccepted(Map.of("a", 0.5, "b", 0.4), List.of(parent), block))
                .isFalse();
        assertThat(ReflectiveStrategy.isAccepted(
                        Map.of("a", 1.0, "b", 0.0), List.of(parent, Map.of("a", 1.0, "b", 1.0)), block))
                .isFalse();
    }

    @Test
    void aChildThatTheBudgetLeftUnansweredDoesNotStay() {
        assertThat(ReflectiveStrategy.isAccepted(Map.of("a", 1.0), List.of(Map.of("a", 0.0)), List.of("a", "b")))
                .isFalse();
    }

    @Test
    void wrongAnswersAreCriticisedWithTheMetricsFeedbackAndThenTheInstructionIsRewritten() {
        final ScriptedAsker asker = new ScriptedAsker(500, this::betterEachTime, Boxes::answer);

        final SearchOutcome outcome = Boxes.search("reflective", asker);

        assertThat(asker.proposing().stream().filter(chat -> chat.contains(CRITICISM)))
                .isNotEmpty()
                .allMatch(chat -> chat.contains("What is wrong: only upper and lower case differ"));
        assertThat(asker.proposing().stream().filter(chat -> chat.contains(REWRITING)))
                .isNotEmpty()
                .allMatch(chat -> chat.contains("What is wrong with it: It does not say how well."));
        assertThat(outcome.winner().lineage().operator()).isIn("reflect", "merge");
        assertThat(outcome.winner().prompt().instruction().split("well", -1)).hasSizeGreaterThan(2);
    }

    @Test
    void whatIsWorseThanItsParentCostsOneBlockAndNoMore() {
        final ScriptedAsker asker = new ScriptedAsker(
                500,
                question -> question.contains(REWRITING) ? "Guess, way " + ++proposals + "." : firstOnes(question),
                prompt -> prompt.contains("Guess") ? "none" : Boxes.answer(prompt));

        final SearchOutcome outcome = Boxes.search("reflective", asker);

        final List<Standing> guesses = outcome.ranking().stream()
                .filter(standing -> standing.candidate().prompt().instruction().startsWith("Guess"))
                .toList();
        assertThat(guesses)
                .hasSizeGreaterThan(4)
                .filteredOn(standing -> standing.examples() > Boxes.BLOCK)
                .hasSizeLessThan(guesses.size() / 2);
    }

    @Test
    void aRefusalEndsARewriteAfterItsFirstRequest() {
        final ScriptedAsker asker = new ScriptedAsker(
                300, question -> question.contains(CRITICISM) ? "I'm sorry." : firstOnes(question), Boxes::answer);

        Boxes.search("reflective", asker);

        assertThat(asker.proposing())
                .anyMatch(chat -> chat.contains(CRITICISM))
                .noneMatch(chat -> chat.contains(REWRITING));
    }

    @Test
    void noTestExampleIsShown() {
        final ScriptedAsker asker = new ScriptedAsker(500, this::betterEachTime, Boxes::answer);

        Boxes.search("reflective", asker);

        for (final Example example : Boxes.task().examples(Split.TEST)) {
            final String input = example.fields().values().iterator().next();
            assertThat(asker.proposing()).noneMatch(chat -> chat.contains(input));
        }
    }

    @Test
    void nobodyIsAskedForAFrozenInstruction() {
        final ScriptedAsker asker = new ScriptedAsker(200, question -> "Never.", Boxes::answer);

        final SearchOutcome outcome = Boxes.search("reflective", asker, Set.of(Part.INSTRUCTION));

        assertThat(asker.proposing()).isEmpty();
        assertThat(outcome.candidates())
                .allMatch(candidate -> candidate.prompt().instruction().equals("Look at the box."));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 100})
    void aSmallBudgetIsKeptAndBuysFewerRewrites(int calls) {
        final ScriptedAsker asker = new ScriptedAsker(calls, this::betterEachTime, Boxes::answer);

        final SearchOutcome outcome = Boxes.search("reflective", asker);

        assertThat(asker.asked()).isLessThanOrEqualTo(calls);
        assertThat(outcome.candidates().stream()
                        .filter(candidate -> candidate.lineage().operator().equals("reflect")))
                .hasSizeBetween(calls < 60 ? 0 : 1, 5);
    }

    private String betterEachTime(String question) {
        if (question.contains(CRITICISM)) {
            return "It does not say how well.";
        }
        if (question.contains(REWRITING)) {
            final String head = "Instruction: ";
            final String line = question.substring(question.indexOf(head) + head.length(), question.indexOf('\n'));
            return line.replaceAll("[ .,]+way.*$", "") + " well, way " + ++proposals + ".";
        }
        return firstOnes(question);
    }

    private String firstOnes(String question) {
        return "Look at the box, " + question.length() % 7 + " way " + ++proposals + ".";
    }
}
