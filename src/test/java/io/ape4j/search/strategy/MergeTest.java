package io.ape4j.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Reflection;
import io.ape4j.propose.TaskProfile;
import io.ape4j.search.Birth;
import io.ape4j.search.Candidate;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {
    private final Task task = Boxes.task();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Candidate root = candidate(Prompt.ofInstruction(task.template(), "Look."));

    @Test
    void whatEitherHasChangedSinceTheirAncestorIsTakenOverWithoutACall() {
        final Candidate said = candidate(root.prompt().with(Part.INSTRUCTION, new TextPart("Look well.")), root);
        final Candidate formed = candidate(root.prompt().with(Part.OUTPUT_FORMAT, new TextPart("In one word.")), root);

        final Birth birth = birth(formed, said);

        final Prompt expected = said.prompt().with(Part.OUTPUT_FORMAT, new TextPart("In one word."));
        assertThat(birth.asking()).isEqualTo(Asking.done(Optional.of(expected)));
        assertThat(birth.parents()).containsExactly(formed.prompt(), said.prompt());
    }

    @Test
    void twoNewInstructionsAreMadeOneByTheProposerWhoSeesWhatEachGetsRight() {
        final Candidate one = candidate(root.prompt().with(Part.INSTRUCTION, new TextPart("Count.")), root);
        final Candidate other = candidate(
                root.prompt().with(Part.INSTRUCTION, new TextPart("Name it.")).with(Part.TRIGGER, new TextPart("So:")),
                root);

        final Asking.Ask<Optional<Prompt>> ask =
                (Asking.Ask<Optional<Prompt>>) birth(one, other).asking();

        final String question = ask.request().messages().get(2).text();
        assertThat(question).contains("1: Count.", "2: Name it.", input(0), input(1));
        final Asking<Optional<Prompt>> answered =
                ask.next().apply(Answer.of("Count and name it.", Answer.Finish.STOP, Usage.NONE));
        assertThat(answered)
                .isEqualTo(Asking.done(
                        Optional.of(other.prompt().with(Part.INSTRUCTION, new TextPart("Count and name it.")))));
    }

    @Test
    void withoutACommonAncestorTheFirstOnesPartsStay() {
        final Candidate one = candidate(root.prompt().with(Part.OUTPUT_FORMAT, new TextPart("Briefly.")));
        final Candidate other = candidate(root.prompt().with(Part.OUTPUT_FORMAT, new TextPart("At length.")));

        assertThat(birth(one, other).asking()).isEqualTo(Asking.done(Optional.of(one.prompt())));
    }

    @Test
    void frozenPartsStay() {
        final Prompt frozen = root.prompt()
                .withAnswering(root.prompt().answering().withFrozen(Set.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT)));
        final Candidate one = candidate(frozen);
        final Candidate other =
                candidate(frozen.with(Part.OUTPUT_FORMAT, new TextPart("x")).with(Part.INSTRUCTION, new TextPart("y")));

        assertThat(birth(one, other).asking()).isEqualTo(Asking.done(Optional.of(frozen)));
    }

    @Test
    void nobodyIsMergedWithWhatItWasMadeFrom() {
        final Candidate child = candidate(root.prompt().with(Part.INSTRUCTION, new TextPart("Child.")), root);
        final Candidate grandchild = candidate(root.prompt().with(Part.INSTRUCTION, new TextPart("Grand.")), child);
        final Candidate other = candidate(root.prompt().with(Part.INSTRUCTION, new TextPart("Other.")), root);

        assertThat(merge().allows(root, grandchild)).isFalse();
        assertThat(merge().allows(grandchild, root)).isFalse();
        assertThat(merge().allows(grandchild, other)).isTrue();
    }

    private String input(int index) {
        return task.examples(Split.SELECT)
                .get(index)
                .fields()
                .values()
                .iterator()
                .next();
    }

    private Birth birth(Candidate first, Candidate second) {
        final List<Example> select = task.examples(Split.SELECT);
        return merge().birth(
                        first,
                        second,
                        new Pairing<>(first.prompt(), second.prompt(), select.subList(0, 1), select.subList(1, 2)),
                        1);
    }

    private Merge merge() {
        return new Merge(
                candidates, new Reflection(new Proposer(task, TaskProfile.of(task), Proposer.Settings.STANDARD)));
    }

    private Candidate candidate(Prompt prompt, Candidate... parents) {
        final List<Integer> numbers =
                List.of(parents).stream().map(Candidate::number).toList();
        final Candidate candidate = new Candidate(candidates.size(), prompt, new Candidate.Lineage(numbers, "test", 0));
        candidates.add(candidate);
        return candidate;
    }
}
