package io.ape4j.propose;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has the proposer read wrong answers: it criticises the instruction in one request and rewrites it in a second (Pryzant
 * et al. 2023, "Automatic prompt optimization with gradient descent and beam search", section 2.2; the metric's feedback
 * beside the answers as in Agrawal et al. 2025, "GEPA: reflective prompt evolution can outperform reinforcement
 * learning", section 3.2). Each form is shown once in earlier turns of the chat.
 */
public final class Reflection {
    private static final int MOST_CASES = 3;
    private static final String WEAK = "Say something about the country.";
    private static final String CRITICISM =
            "It does not say that the capital city is wanted, and that its name alone is the answer.";

    private final Proposer proposer;
    private final AnswerCleaner cleaner = new AnswerCleaner();

    /**
     * An instruction, and examples that it gets right where another one does not.
     *
     * @param right examples of {@code select}
     */
    public record Strength(String instruction, List<Example> right) {
        public Strength {
            right = List.copyOf(right);
        }
    }

    public Reflection(Proposer proposer) {
        this.proposer = proposer;
    }

    /**
     * A better instruction, by criticism and rewriting: two requests, or one if no criticism came of the first.
     *
     * @param mistakes at least one; the first {@value #MOST_CASES} are shown, fewer where the context is too small
     */
    public Asking<Proposal> rewrite(String instruction, List<Mistake> mistakes, long seed) {
        final List<Mistake> cases = mistakes.subList(0, Math.min(MOST_CASES, mistakes.size()));
        return criticise(instruction, cases, seed).then(criticism -> {
            if (criticism.isEmpty()) {
                return Asking.done(proposer.heard("reflect", ""));
            }
            return proposer.answer(rewriting(instruction, criticism.get(), cases), seed)
                    .map(answer -> proposer.heard("reflect", answer.text()));
        });
    }

    private Asking<Optional<String>> criticise(String instruction, List<Mistake> cases, long seed) {
        return proposer.answer(criticising(instruction, cases), seed).then(answer -> {
            if (answer.finish().isFailure() && cases.size() > 1) {
                return criticise(instruction, cases.subList(0, cases.size() / 2), seed);
            }
            return Asking.done(cleaner.sentence(answer.text()));
        });
    }

    /** One instruction out of two that are right where the other is wrong: one request. */
    public Asking<Proposal> merge(Strength first, Strength second, long seed) {
        final List<Message> messages = new ArrayList<>();
        messages.add(Message.user(mergeQuestion(
                "Find the surname in the text.",
                List.of("Input: Ask Tom Okafor about the keys.\nOutput: Okafor"),
                "Look who is mentioned, and write nothing else.",
                List.of("Input: A violin once owned by Ines Barros was sold.\nOutput: Barros"))));
        messages.add(
                Message.assistant("Extract the surname of the person mentioned in the text. Write only the surname."));
        messages.add(Message.user(
                mergeQuestion(first.instruction(), pairs(first.right()), second.instruction(), pairs(second.right()))));
        return proposer.answer(messages, seed).map(answer -> proposer.heard("merge", answer.text()));
    }

    private List<Message> criticising(String instruction, List<Mistake> cases) {
        return List.of(
                Message.user(
                        criticismQuestion(WEAK, List.of("Input: Kenya\nWorker: It lies in Africa.\nRight: Nairobi"))),
                Message.assistant(CRITICISM),
                Message.user(criticismQuestion(
                        instruction, cases.stream().map(proposer::told).toList())));
    }

    private List<Message> rewriting(String instruction, String criticism, List<Mistake> cases) {
        final List<Example> examples = cases.stream().map(Mistake::example).toList();
        return List.of(
                Message.user(rewriteQuestion(WEAK, CRITICISM, List.of("Input: Kenya\nOutput: Nairobi"), List.of())),
                Message.assistant("Name the capital city of the country."),
                Message.user(rewriteQuestion(instruction, criticism, proposer.pairs(examples), proposer.facts())));
    }

    private List<String> pairs(List<Example> examples) {
        return proposer.pairs(examples.subList(0, Math.min(2, examples.size())));
    }

    private static String criticismQuestion(String instruction, List<String> cases) {
        return "A worker followed this instruction: "
                + instruction
                + "\n\nThese answers were wrong:\n\n"
                + String.join("\n\n", cases)
                + "\n\nWhat is wrong with the instruction, or missing in it? Say it in one sentence, about all such"
                + " cases and not these alone.";
    }

    private static String rewriteQuestion(
            String instruction, String criticism, List<String> pairs, List<String> facts) {
        final StringBuilder question = new StringBuilder("Instruction: ")
                .append(instruction)
                .append("\nWhat is wrong with it: ")
                .append(criticism)
                .append("\n\nWhat is wanted:\n\n")
                .append(String.join("\n\n", pairs))
                .append('\n');
        facts.forEach(fact -> question.append('\n').append(fact));
        return question.append(
                        "\nWrite the instruction anew, in one or two sentences, so that this is mended. Write only"
                                + " the instruction.")
                .toString();
    }

    private static String mergeQuestion(
            String first, List<String> firstRight, String second, List<String> secondRight) {
        return "Two instructions for the same job. Instruction 1: "
                + first
                + "\nOnly instruction 1 led to these answers:\n\n"
                + String.join("\n\n", firstRight)
                + "\n\nInstruction 2: "
                + second
                + "\nOnly instruction 2 led to these answers:\n\n"
                + String.join("\n\n", secondRight)
                + "\n\nWrite one instruction that leads to all of them. Write only the instruction.";
    }
}
