package io.ape4j.propose;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Asks the proposer model for instructions. Each method is one request; the result is a cleaned instruction, or empty
 * if the model wrote none. Templates follow the kinds of Zhou et al. 2022, "Large language models are human-level
 * prompt engineers", section 3.1 (forward, insertion) and 3.4 (resampling), in our own words, with worked examples
 * from unrelated tasks as earlier turns.
 */
public final class Proposer {
    private static final int MOST_TOKENS = 80;
    private static final int MOST_PAIR_CHARS = 600;
    private static final int MOST_FEEDBACK_CHARS = 300;

    private final Task task;
    private final TaskProfile profile;
    private final Settings settings;
    private final List<WorkedExample> worked = WorkedExample.shipped();
    private final AnswerCleaner cleaner = new AnswerCleaner();
    private final SanityCheck check;
    private final Hearing hearing;

    /**
     * How the proposer is asked.
     *
     * @param temperature of sampling, in [0, 2]
     * @param pairs examples shown in one request
     * @param workedExamples unrelated tasks shown as earlier turns; 0 for none
     * @param facts whether the task profile's facts are told
     * @param angles whether narrow questions that suit the pairs are asked, too
     */
    public record Settings(double temperature, int pairs, int workedExamples, boolean facts, boolean angles) {
        public static final Settings STANDARD = new Settings(0.7, 5, 4, true, true);
    }

    /**
     * A wrong answer of a prompt, for repair.
     *
     * @param feedback what the metric says beyond what answer and reference show
     */
    public record Mistake(Example example, String answer, Optional<String> feedback) {
        public Mistake(Example example, String answer) {
            this(example, answer, Optional.empty());
        }

        public static Mistake of(Example example, ScoredAnswer scored) {
            return new Mistake(
                    example, scored.answer(), Optional.ofNullable(scored.score().feedback()));
        }
    }

    /** Instruction and why it was not taken, or the reverse. */
    public record Proposal(String said, Optional<String> instruction, Optional<String> objection) {}

    /** Hears what was made of each answer, in request order. For display only. */
    @FunctionalInterface
    public interface Hearing {
        /**
         * An answer was read.
         *
         * @param template what was asked, e.g. {@code forward}
         */
        void heard(String template, Proposal proposal);
    }

    public Proposer(Task task, TaskProfile profile, Settings settings) {
        this(task, profile, settings, (template, proposal) -> {});
    }

    public Proposer(Task task, TaskProfile profile, Settings settings, Hearing hearing) {
        this.hearing = hearing;
        this.task = task;
        this.profile = profile;
        this.settings = settings;
        this.check = new SanityCheck(task, worked);
    }

    /** "What was the instruction?": pairs first, the instruction last. */
    public Asking<Proposal> forward(long seed) {
        final List<Message> messages = new ArrayList<>();
        for (final WorkedExample example : workedExamples(seed)) {
            messages.add(Message.user(forwardQuestion(pairs(example), List.of())));
            messages.add(Message.assistant(example.instruction()));
        }
        messages.add(Message.user(forwardQuestion(pairs(sampled(seed)), facts())));
        return ask("forward", messages, seed);
    }

    /** A form with a blank at its head, which the instruction fills. */
    public Asking<Proposal> insertion(long seed) {
        final List<Message> messages = new ArrayList<>();
        for (final WorkedExample example : workedExamples(seed)) {
            messages.add(Message.user(insertionQuestion(pairs(example), List.of())));
            messages.add(Message.assistant(example.instruction()));
        }
        messages.add(Message.user(insertionQuestion(pairs(sampled(seed)), facts())));
        return ask("insertion", messages, seed);
    }

    /** From the task's description alone; the caller makes sure that there is one. */
    public Asking<Proposal> fromDescription(long seed) {
        final List<Message> messages = new ArrayList<>();
        for (final WorkedExample example : workedExamples(seed)) {
            messages.add(Message.user(descriptionQuestion(example.description(), List.of())));
            messages.add(Message.assistant(example.instruction()));
        }
        messages.add(Message.user(descriptionQuestion(task.about().description(), facts())));
        return ask("description", messages, seed);
    }

    /** The same instruction in other words: the resampling step of APE. */
    public Asking<Proposal> paraphrase(String instruction, long seed) {
        final List<Message> messages = new ArrayList<>();
        messages.add(Message.user(paraphraseQuestion("Name the capital city of the country.")));
        messages.add(Message.assistant("For the given country, write the city that is its capital."));
        messages.add(Message.user(paraphraseQuestion(instruction)));
        return ask("paraphrase", messages, seed);
    }

    /** One instruction out of two. */
    public Asking<Proposal> cross(String first, String second, long seed) {
        final List<Message> messages = new ArrayList<>();
        messages.add(Message.user(crossQuestion(
                "Find the surname in the text.", "Look at the text and copy the last name, nothing more.")));
        messages.add(Message.assistant("Find the person's surname in the text and write only the surname."));
        messages.add(Message.user(crossQuestion(first, second)));
        return ask("cross", messages, seed);
    }

    /** A better instruction after a look at wrong answers (Pryzant et al. 2023, ProTeGi, in one step). */
    public Asking<Proposal> repair(String instruction, List<Mistake> mistakes, long seed) {
        final StringBuilder question = new StringBuilder();
        question.append("A worker followed this instruction: ")
                .append(instruction)
                .append("\n\nThese answers were wrong:\n");
        mistakes.forEach(mistake -> question.append('\n').append(told(mistake)).append('\n'));
        facts().forEach(fact -> question.append('\n').append(fact));
        question.append("\nWrite a better instruction in one or two sentences, so that such mistakes don't happen. "
                + "Don't mention these cases.");
        return ask("repair", List.of(Message.user(question.toString())), seed);
    }

    /** A wrong answer as the proposer is shown it, over several lines. */
    String told(Mistake mistake) {
        final String pair = input(mistake.example())
                + "\nWorker: "
                + shortened(mistake.answer())
                + "\nRight: "
                + shortened(mistake.example().reference());
        return pair + mistake.feedback().map(Proposer::verdict).orElse("");
    }

    private static String verdict(String feedback) {
        final String line = feedback.replaceAll("\\s+", " ").strip();
        return "\nWhat is wrong: "
                + (line.length() <= MOST_FEEDBACK_CHARS ? line : Shown.beginning(line, MOST_FEEDBACK_CHARS) + " ...");
    }

    /** A question that an operator has put together. */
    public Asking<Proposal> put(Question question, long seed) {
        return ask(question, seed, said -> {
            final Proposal proposal = judge(question.instructionIn(said));
            final boolean repeats =
                    proposal.instruction().map(question::isWorked).orElse(false);
            return repeats
                    ? new Proposal(said, Optional.empty(), Optional.of(SanityCheck.REPEATS))
                    : new Proposal(said, proposal.instruction(), proposal.objection());
        });
    }

    /**
     * A question whose answer is not the instruction itself.
     *
     * @param reading makes the instruction of what is said; blank for none
     */
    public Asking<Proposal> put(Question question, UnaryOperator<String> reading, long seed) {
        return ask(question, seed, said -> {
            final Proposal proposal = judge(reading.apply(said));
            return new Proposal(said, proposal.instruction(), proposal.objection());
        });
    }

    private Asking<Proposal> ask(String template, List<Message> messages, long seed) {
        return ask(new Question(template, messages, MOST_TOKENS), seed, this::judge);
    }

    private Asking<Proposal> ask(Question question, long seed, Function<String, Proposal> judge) {
        return answer(question.messages(), question.mostTokens(), seed).map(answer -> {
            final Proposal proposal = judge.apply(answer.text());
            hearing.heard(question.template(), proposal);
            return proposal;
        });
    }

    /** What the proposer says, as it says it. */
    Asking<Answer> answer(List<Message> messages, long seed) {
        return answer(messages, MOST_TOKENS, seed);
    }

    private Asking<Answer> answer(List<Message> messages, int mostTokens, long seed) {
        final Request request = Request.chat(messages, mostTokens)
                .with(Request.TEMPERATURE, settings.temperature())
                .with(Request.SEED, seed >>> 33);
        return Asking.ask(ModelRole.PROPOSER, request);
    }

    /** The instruction in what the proposer said, or why there is none; told to whoever listens. */
    Proposal heard(String template, String said) {
        final Proposal proposal = judge(said);
        hearing.heard(template, proposal);
        return proposal;
    }

    private Proposal judge(String said) {
        final AnswerCleaner.Cleaned cleaned = cleaner.read(said);
        final Optional<String> instruction = cleaned.instruction();
        if (instruction.isEmpty()) {
            return new Proposal(said, Optional.empty(), Optional.of(cleaned.objection()));
        }
        final Optional<String> objection = check.objection(instruction.get());
        return objection.isPresent()
                ? new Proposal(said, Optional.empty(), objection)
                : new Proposal(said, instruction, Optional.empty());
    }

    private static String forwardQuestion(List<String> pairs, List<String> facts) {
        return "A worker was given one instruction and followed it for each of these inputs:\n\n"
                + String.join("\n\n", pairs)
                + "\n"
                + facts.stream().reduce("", (all, fact) -> all + "\n" + fact)
                + "\nWhat was the instruction? Write only the instruction.";
    }

    private static String insertionQuestion(List<String> pairs, List<String> facts) {
        return "Instruction: ____\n\n"
                + String.join("\n\n", pairs)
                + "\n"
                + facts.stream().reduce("", (all, fact) -> all + "\n" + fact)
                + "\nFill the blank with the instruction that turns every input into its output.";
    }

    private static String descriptionQuestion(String description, List<String> facts) {
        return "What is wanted: "
                + description
                + facts.stream().reduce("", (all, fact) -> all + "\n" + fact)
                + "\nWrite it as an instruction that begins with a verb. Write only the instruction.";
    }

    private static String paraphraseQuestion(String instruction) {
        return "Say this instruction in other words and keep its meaning: " + instruction;
    }

    private static String crossQuestion(String first, String second) {
        return "Two instructions for the same job:\n1. " + first + "\n2. " + second
                + "\nWrite one instruction that joins the best of both.";
    }

    List<String> facts() {
        return settings.facts() ? profile.facts() : List.of();
    }

    /** Neighbouring proposals share their worked examples, so that an engine that shares prefixes reads them once. */
    List<WorkedExample> workedExamples(long seed) {
        final int sets = Math.max(1, worked.size() / Math.max(1, settings.workedExamples()));
        final int set = (int) Math.floorMod(seed, (long) sets);
        final int from = set * settings.workedExamples();
        return worked.subList(from, Math.min(worked.size(), from + settings.workedExamples()));
    }

    /** Some examples of {@code propose}, drawn by {@code seed}. */
    public List<Example> sampled(long seed) {
        final List<Example> examples = new ArrayList<>(task.examples(Split.PROPOSE));
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = examples.size() - 1; i > 0; i--) {
            Collections.swap(examples, i, random.nextInt(i + 1));
        }
        return examples.subList(0, Math.min(settings.pairs(), examples.size()));
    }

    static List<String> pairs(WorkedExample example) {
        return example.pairs().stream()
                .map(pair -> "Input: " + pair.input() + "\nOutput: " + pair.output())
                .toList();
    }

    List<String> pairs(List<Example> examples) {
        return examples.stream()
                .map(example -> input(example) + "\nOutput: " + shortened(example.reference()))
                .toList();
    }

    private String input(Example example) {
        if (example.fields().size() == 1) {
            return "Input: " + shortened(example.fields().values().iterator().next());
        }
        final List<String> lines = new ArrayList<>();
        for (final Map.Entry<String, String> field : example.fields().entrySet()) {
            lines.add(field.getKey() + ": " + shortened(field.getValue()));
        }
        return String.join("\n", lines);
    }

    private static String shortened(String text) {
        return text.length() <= MOST_PAIR_CHARS ? text : Shown.beginning(text, MOST_PAIR_CHARS) + " ...";
    }
}
