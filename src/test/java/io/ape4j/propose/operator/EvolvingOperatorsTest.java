package io.ape4j.propose.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.model.Answer;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.AnswerCleaner;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Question;
import io.ape4j.propose.SanityCheck;
import io.ape4j.propose.TaskProfile;
import io.ape4j.propose.operator.Operator.Parent;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EvolvingOperatorsTest {
    private static final Task TASK = task("Name the team that answers.");
    private static final List<String> INSTRUCTIONS = List.of(
            "Name the team.",
            "Route the message.",
            "Say who should answer the message.",
            "Write the team's name only.");

    @Test
    void theRequests() {
        final StringBuilder out = new StringBuilder();
        for (final AskingOperator operator : List.of(
                AskingOperator.CROSS_MUTATE,
                AskingOperator.DIFFERENTIAL,
                AskingOperator.ZERO_ORDER,
                AskingOperator.FIRST_ORDER)) {
            final Request request = request(operator, 7);
            out.append("##### ").append(operator.operatorName()).append(' ').append(request.parameters());
            request.messages()
                    .forEach(message -> out.append("\n--- ")
                            .append(message.role().wireName())
                            .append('\n')
                            .append(message.text()));
            out.append('\n');
        }

        Golden.check(EvolvingOperatorsTest.class, "evolving-requests.txt", out.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = AskingOperator.class,
            mode = Mode.INCLUDE,
            names = {"CROSS_MUTATE", "DIFFERENTIAL", "ZERO_ORDER", "FIRST_ORDER"})
    void requestsAreShortAndShowOneWorkedExample(AskingOperator operator) {
        final List<Message> messages = request(operator, 3).messages();

        assertThat(messages).extracting(Message::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(messages.stream()
                        .mapToInt(message -> message.text().length())
                        .sum())
                .isLessThan(1_500);
    }

    @Test
    void anAnswerInStepsGivesItsLastLine() {
        final Optional<Prompt> child = answered(
                AskingOperator.CROSS_MUTATE,
                "Joined: Name the team that the message is for.\nInstruction: Write which team has to answer.");

        assertThat(child.map(Prompt::instruction)).contains("Write which team has to answer.");
    }

    @Test
    void anAnswerWithoutStepsIsTakenAsItIs() {
        assertThat(answered(AskingOperator.DIFFERENTIAL, "Write which team has to answer.")
                        .map(Prompt::instruction))
                .contains("Write which team has to answer.");
        assertThat(answered(AskingOperator.DIFFERENTIAL, "**Instruction:** Write which team answers.")
                        .map(Prompt::instruction))
                .contains("Write which team answers.");
    }

    @Test
    void stepsThatWereCutBeforeTheInstructionGiveNone() {
        assertThat(answered(AskingOperator.DIFFERENTIAL, "Different: \"team\" and \"message\"\nOther words: \"gro"))
                .isEmpty();
    }

    @Test
    void theWorkedExampleItselfIsNoProposal() {
        final List<String> objections = new ArrayList<>();
        final TaskProfile profile = TaskProfile.of(TASK);
        final Proposer proposer = new Proposer(
                TASK,
                profile,
                Proposer.Settings.STANDARD,
                (template, proposal) ->
                        objections.add(template + ": " + proposal.objection().orElse("none")));
        final Question question = EvolvingQuestions.crossMutate("Name the team.", "Route the message.");
        final String worked = question.messages().get(1).text();

        run(proposer.put(question, 1), worked);
        run(proposer.put(question, 1), "Name the one who answers.");

        assertThat(objections).containsExactly("cross-mutate: " + SanityCheck.REPEATS, "cross-mutate: none");
    }

    @Test
    void differentialNeedsTwoDonorsThatDifferAndInstructionsToWorkOn() {
        final List<Parent> same = parents("Name it.", "Route it.", "Route it.", "Write it.");
        final List<Parent> blank = parents("Name it.", "Route it.", "", "Write it.");

        assertThat(AskingOperator.DIFFERENTIAL.appliesTo(same, setting(TASK, 1)))
                .isFalse();
        assertThat(AskingOperator.DIFFERENTIAL.appliesTo(blank, setting(TASK, 1)))
                .isFalse();
        assertThat(AskingOperator.DIFFERENTIAL.appliesTo(parents(INSTRUCTIONS), setting(TASK, 1)))
                .isTrue();
    }

    @Test
    void theZeroOrderMutationNeedsADescriptionAndNoInstruction() {
        final List<Parent> empty = parents("");

        assertThat(AskingOperator.ZERO_ORDER.appliesTo(empty, setting(TASK, 1))).isTrue();
        assertThat(AskingOperator.FIRST_ORDER.appliesTo(empty, setting(TASK, 1)))
                .isFalse();
        assertThat(AskingOperator.ZERO_ORDER.appliesTo(parents("Name it."), setting(task(""), 1)))
                .isFalse();
    }

    @Test
    void stylesAndMutationsAreDrawnByChance() {
        final Set<String> asked = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            asked.add(
                    request(AskingOperator.FIRST_ORDER, seed).messages().get(2).text());
            asked.add(request(AskingOperator.ZERO_ORDER, seed).messages().get(2).text());
        }

        assertThat(asked).hasSizeGreaterThan(MutationBank.MUTATIONS.size() + MutationBank.STYLES.size() - 6);
        assertThat(Stream.concat(MutationBank.STYLES.stream(), MutationBank.MUTATIONS.stream())
                        .map(AnswerCleaner::normalForm))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheInstructionOfTheFirstParentIsReplaced() {
        final List<Parent> parents = parents(INSTRUCTIONS);
        final Prompt first = parents.get(0).prompt().with(Part.OUTPUT_FORMAT, new TextPart("One word."));
        final List<Parent> changed = new ArrayList<>(parents);
        changed.set(0, new Parent(first, List.of()));

        final Optional<Prompt> child =
                run(AskingOperator.DIFFERENTIAL.apply(changed, setting(TASK, 1)), "Instruction: Tell the team's name.");

        assertThat(child).contains(first.with(Part.INSTRUCTION, new TextPart("Tell the team's name.")));
    }

    private static Optional<Prompt> answered(Operator operator, String answer) {
        return run(operator.apply(parents(INSTRUCTIONS), setting(TASK, 1)), answer);
    }

    private static <T> T run(Asking<T> asking, String answer) {
        Asking<T> state = asking;
        while (state instanceof Asking.Ask<T> ask) {
            state = ask.next().apply(Answer.of(answer, Answer.Finish.STOP, Usage.NONE));
        }
        return ((Asking.Done<T>) state).value();
    }

    private static Request request(Operator operator, long seed) {
        return ((Asking.Ask<Optional<Prompt>>) operator.apply(parents(INSTRUCTIONS), setting(TASK, seed))).request();
    }

    private static List<Parent> parents(String... instructions) {
        return parents(List.of(instructions));
    }

    private static List<Parent> parents(List<String> instructions) {
        final PromptTemplate template = PromptTemplate.standard(List.of("input"), Layout.USER, DemonstrationsAs.TEXT);
        return instructions.stream()
                .map(text -> new Parent(Prompt.ofInstruction(template, text), List.of()))
                .toList();
    }

    private static Setting setting(Task task, long seed) {
        final TaskProfile profile = TaskProfile.of(task);
        return new Setting(
                task,
                profile,
                new Proposer(task, profile, Proposer.Settings.STANDARD),
                new SplittableRandom(seed),
                seed,
                3);
    }

    private static Task task(String description) {
        final TaskBuilder task = TaskBuilder.named("routing").description(description);
        for (int i = 0; i < 6; i++) {
            task.example(Map.of("input", "parcel " + i), List.of("team " + i), Split.PROPOSE);
        }
        return task.build();
    }
}
