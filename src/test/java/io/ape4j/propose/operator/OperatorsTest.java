package io.ape4j.propose.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.Stage;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.TaskProfile;
import io.ape4j.propose.operator.Operator.Parent;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private static final int MOST_DEMONSTRATIONS = 3;
    private static final Task TASK = task();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noOperatorChangesAFrozenPartOrTheTemplate(
            @ForAll("prompts") Prompt mother,
            @ForAll("prompts") Prompt father,
            @ForAll("frozen") Set<String> frozen,
            @ForAll long seed) {
        final Prompt first = mother.withAnswering(mother.answering().withFrozen(frozen));

        for (final Operator operator : Operators.all()) {
            final Optional<Prompt> child = apply(operator, first, father, seed);

            child.ifPresent(made -> {
                assertThat(made.answering().template())
                        .isEqualTo(first.answering().template());
                assertThat(made.answering().frozen()).isEqualTo(frozen);
                for (final String part : frozen) {
                    assertThat(made.answering().parts().get(part))
                            .as("%s of %s", part, operator.operatorName())
                            .isEqualTo(first.answering().parts().get(part));
                }
            });
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSameChanceMakesTheSameChild(
            @ForAll("prompts") Prompt mother, @ForAll("prompts") Prompt father, @ForAll long seed) {
        for (final Operator operator : Operators.all()) {
            assertThat(apply(operator, mother, father, seed)).isEqualTo(apply(operator, mother, father, seed));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void operatorsOfOneParentChangeOnePart(@ForAll("prompts") Prompt mother, @ForAll long seed) {
        for (final Operator operator : Operators.all()) {
            if (operator.arity() == 1) {
                apply(operator, mother, mother, seed)
                        .ifPresent(child -> assertThat(changed(mother.answering(), child.answering()))
                                .as(operator.operatorName())
                                .hasSizeLessThanOrEqualTo(1));
            }
        }
    }

    @Test
    void demonstrationsComeFromTheProposeSplitOnceEachUpToTheMost() {
        Prompt prompt = bare();
        for (int i = 0; i < 10; i++) {
            prompt = apply(FreeOperator.ADD_DEMONSTRATION, prompt, prompt, i).orElse(prompt);
        }

        final List<String> origins = prompt.answering().demonstrations().stream()
                .map(Demonstration::origin)
                .toList();
        assertThat(origins).hasSize(MOST_DEMONSTRATIONS).doesNotHaveDuplicates();
        assertThat(TASK.examples(Split.PROPOSE).stream().map(Example::id)).containsAll(origins);
    }

    @Test
    void swappingShowsAnotherAndDroppingOneLess() {
        final Prompt two =
                apply(FreeOperator.ADD_DEMONSTRATION, bare(), bare(), 1).orElseThrow();
        final int before = two.answering().demonstrations().size();

        final Prompt swapped =
                apply(FreeOperator.SWAP_DEMONSTRATION, two, two, 1).orElseThrow();
        final Prompt dropped =
                apply(FreeOperator.DROP_DEMONSTRATION, two, two, 1).orElseThrow();

        assertThat(swapped.answering().demonstrations())
                .hasSize(before)
                .isNotEqualTo(two.answering().demonstrations());
        assertThat(dropped.answering().demonstrations()).hasSize(before - 1);
    }

    @Test
    void triggersAreForAnswersLongEnoughToReasonIn() {
        final Task brief =
                TaskBuilder.named("brief").maxTokens(8).example("a", "b").build();
        final List<Parent> parents = List.of(new Parent(bare(), List.of()));

        assertThat(FreeOperator.TRIGGER.appliesTo(parents, setting(brief, 1))).isFalse();
        assertThat(FreeOperator.TRIGGER.appliesTo(parents, setting(TASK, 1))).isTrue();
    }

    @Test
    void repairTakesMistakesAndCrossTwoInstructions() {
        final Parent right = new Parent(bare(), List.of());

        assertThat(AskingOperator.REPAIR.appliesTo(List.of(right), setting(TASK, 1)))
                .isFalse();
        assertThat(AskingOperator.CROSS.appliesTo(List.of(right, right), setting(TASK, 1)))
                .isFalse();
        assertThat(AskingOperator.PARAPHRASE.appliesTo(List.of(right), setting(TASK, 1)))
                .isTrue();
    }

    @Test
    void anAskingOperatorMakesNothingOfARefusal() {
        final Asking<Optional<Prompt>> asking =
                AskingOperator.PARAPHRASE.apply(List.of(new Parent(bare(), List.of())), setting(TASK, 1));

        assertThat(answered(asking, "I'm sorry, I can't.")).isEmpty();
        assertThat(answered(asking, "Say it louder.").map(Prompt::instruction)).contains("Say it louder.");
        assertThat(((Asking.Ask<Optional<Prompt>>) asking).role()).isEqualTo(ModelRole.PROPOSER);
    }

    @Test
    void everyOperatorIsFoundByItsName() {
        for (final Operator operator : Operators.all()) {
            assertThat(Operators.named(operator.operatorName())).isSameAs(operator);
            assertThat(operator.arity()).isBetween(1, Operator.MOST_PARENTS);
        }
        assertThatThrownBy(() -> Operators.named("mutate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"mutate\"")
                .hasMessageContaining("paraphrase");
    }

    private static Optional<Prompt> apply(Operator operator, Prompt mother, Prompt father, long seed) {
        final List<Mistake> mistakes =
                List.of(new Mistake(TASK.examples(Split.SELECT).get(0), "wrong"));
        final List<Parent> parents = Stream.of(mother, father, mother, father)
                .limit(operator.arity())
                .map(prompt -> new Parent(prompt, mistakes))
                .toList();
        final Setting setting = setting(TASK, seed);
        if (!operator.appliesTo(parents, setting)) {
            return Optional.empty();
        }
        final Asking<Optional<Prompt>> asking = operator.apply(parents, setting);
        assertThat(asking instanceof Asking.Ask<Optional<Prompt>>).isEqualTo(operator.asksProposer());
        return answered(asking, "Say it in other words " + seed + ".");
    }

    private static Optional<Prompt> answered(Asking<Optional<Prompt>> asking, String text) {
        Asking<Optional<Prompt>> state = asking;
        while (state instanceof Asking.Ask<Optional<Prompt>> ask) {
            state = ask.next().apply(Answer.of(text, Answer.Finish.STOP, Usage.NONE));
        }
        return ((Asking.Done<Optional<Prompt>>) state).value();
    }

    private static Setting setting(Task task, long seed) {
        final TaskProfile profile = TaskProfile.of(task);
        return new Setting(
                task,
                profile,
                new Proposer(task, profile, Proposer.Settings.STANDARD),
                new SplittableRandom(seed),
                seed,
                MOST_DEMONSTRATIONS);
    }

    private static Set<String> changed(Stage before, Stage after) {
        final Set<String> parts = new HashSet<>(before.parts().keySet());
        parts.addAll(after.parts().keySet());
        parts.removeIf(
                part -> Objects.equals(before.parts().get(part), after.parts().get(part)));
        return parts;
    }

    private static Prompt bare() {
        return Prompt.ofInstruction(
                PromptTemplate.standard(Prompts.FIELDS, Layout.USER, DemonstrationsAs.TEXT), "Say it. Be brief.");
    }

    private static Task task() {
        final TaskBuilder task = TaskBuilder.named("say")
                .description("Say it in a tone.")
                .fields(Prompts.FIELDS)
                .maxTokens(100);
        for (int i = 0; i < 8; i++) {
            task.example(
                    Prompts.fields("text " + i, "tone"), List.of("out " + i), i < 6 ? Split.PROPOSE : Split.SELECT);
        }
        return task.build();
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }

    @Provide
    static Arbitrary<Set<String>> frozen() {
        return Arbitraries.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.TRIGGER, Part.DEMONSTRATIONS)
                .set();
    }
}
