package io.ape4j.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Part;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchOutcome;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrajectoryStrategyTest {
    private static final Pattern TRIED = Pattern.compile("Score (\\d+): (.*)");
    private int proposals;

    @Test
    void theProposerSeesWhatWasTriedInAscendingOrderAndClimbs() {
        final ScriptedAsker asker = new ScriptedAsker(500, this::oneMoreThanTheBest, Boxes::answer);

        final SearchOutcome outcome = Boxes.search("trajectory", asker);

        final List<String> questions = questions(asker);
        assertThat(questions)
                .isNotEmpty()
                .allSatisfy(question ->
                        assertThat(points(question)).isSorted().allMatch(points -> points >= 0 && points <= 100));
        assertThat(outcome.winner().prompt().instruction().split("well", -1)).hasSizeGreaterThan(1);
        assertThat(outcome.winner().lineage().operator()).isEqualTo("trajectory");
    }

    @Test
    void whatWasTriedBeforeIsAskedForOnceMoreAndMakesNoCandidate() {
        final ScriptedAsker asker = new ScriptedAsker(300, question -> "LOOK at the box", Boxes::answer);

        final SearchOutcome outcome = Boxes.search("trajectory", asker);

        assertThat(outcome.candidates())
                .extracting(candidate -> candidate.lineage().operator())
                .doesNotContain("trajectory");
        final List<String> questions = questions(asker);
        assertThat(questions).hasSize(4 * 2 * 5);
    }

    @Test
    void nobodyIsAskedForAFrozenInstruction() {
        final ScriptedAsker asker = new ScriptedAsker(200, question -> "Never.", Boxes::answer);

        final SearchOutcome outcome = Boxes.search("trajectory", asker, Set.of(Part.INSTRUCTION));

        assertThat(asker.proposing()).isEmpty();
        assertThat(outcome.candidates())
                .allMatch(candidate -> candidate.prompt().instruction().equals("Look at the box."));
    }

    @Test
    void noExampleButThoseOfProposeIsShown() {
        final ScriptedAsker asker = new ScriptedAsker(300, this::oneMoreThanTheBest, Boxes::answer);

        Boxes.search("trajectory", asker);

        for (final Split split : List.of(Split.SELECT, Split.TEST)) {
            for (final Example example : Boxes.task().examples(split)) {
                final String input = example.fields().values().iterator().next();
                assertThat(asker.proposing()).noneMatch(question -> question.contains(input));
            }
        }
    }

    @Test
    void newInstructionsComeIntoTheFramesOfTheBestInTurn() {
        final ScriptedAsker asker = new ScriptedAsker(500, this::oneMoreThanTheBest, Boxes::answer);

        final SearchOutcome outcome = Boxes.search("trajectory", asker, Set.of());

        final List<Candidate> written = outcome.candidates().stream()
                .filter(candidate -> candidate.lineage().operator().equals("trajectory"))
                .toList();
        assertThat(written).isNotEmpty().allSatisfy(candidate -> {
            final Candidate frame =
                    outcome.candidates().get(candidate.lineage().parents().get(0));
            assertThat(candidate.prompt().answering().text(Part.OUTPUT_FORMAT))
                    .isEqualTo(frame.prompt().answering().text(Part.OUTPUT_FORMAT));
        });
    }

    /** Climbs, as a proposer does that reads the list. */
    private String oneMoreThanTheBest(String question) {
        final List<MatchResult> tried = TRIED.matcher(question).results().toList();
        proposals++;
        return tried.isEmpty()
                ? "Look at the box, way " + proposals + "."
                : "Score 99: " + tried.get(tried.size() - 1).group(2).replaceAll("[ .,]+way.*$", "") + " well, way "
                        + proposals + ".";
    }

    private static List<String> questions(ScriptedAsker asker) {
        return asker.proposing().stream()
                .filter(question -> question.contains("Instructions that were tried"))
                .toList();
    }

    private static List<Integer> points(String chat) {
        final List<Integer> points = new ArrayList<>();
        TRIED.matcher(chat.substring(chat.lastIndexOf("Instructions that were tried")))
                .results()
                .forEach(match -> points.add(Integer.parseInt(match.group(1))));
        return points;
    }
}
