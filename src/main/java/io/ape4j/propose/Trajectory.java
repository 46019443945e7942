package io.ape4j.propose;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Asks the proposer for the next instruction after a look at those that were tried, the worst first, each with its score:
 * the meta-prompt of Yang et al. 2024, "Large language models as optimizers", section 4.2. In words of our own, short, and
 * with the form shown in earlier turns of the chat, since a small model gives an instruction of a long meta-prompt back.
 */
public final class Trajectory {
    private static final int MOST_SHOWN = 20;
    private static final int MOST_SHOWN_CHARS = 2_400;
    private static final int MOST_INSTRUCTION_CHARS = 600;
    private static final int MOST_PAIRS = 3;
    private static final int MOST_WORKED_EXAMPLES = 2;
    private static final Pattern SCORE = Pattern.compile("(?i)^\\W*(?:new\\s+)?score:?\\s*\\d{1,3}\\W*?\\s*[:.-]\\s*");

    private final Proposer proposer;

    /**
     * An instruction that was tried.
     *
     * @param points its score as a whole number from 0 to 100
     */
    public record Tried(String instruction, int points) {}

    public Trajectory(Proposer proposer) {
        this.proposer = proposer;
    }

    /**
     * The next instruction. Where the proposer's context is too small for what is shown, half as much is shown, and so on.
     *
     * @param tried the worst first; the last ones are shown, as many as fit
     */
    public Asking<Proposer.Proposal> next(List<Tried> tried, long seed) {
        return ask(lastOnes(tried), seed);
    }

    private Asking<Proposer.Proposal> ask(List<Tried> shown, long seed) {
        return proposer.answer(messages(shown, seed), seed).then(answer -> {
            if (answer.finish().isFailure() && shown.size() > 1) {
                return ask(shown.subList(shown.size() - shown.size() / 2, shown.size()), seed);
            }
            final String said = SCORE.matcher(answer.text()).replaceFirst("");
            return Asking.done(proposer.heard("trajectory", said));
        });
    }

    private static List<Tried> lastOnes(List<Tried> tried) {
        int from = tried.size();
        int chars = 0;
        while (from > 0 && tried.size() - from < MOST_SHOWN) {
            chars += shown(tried.get(from - 1)).length();
            if (chars > MOST_SHOWN_CHARS && from < tried.size()) {
                break;
            }
            from--;
        }
        return tried.subList(from, tried.size());
    }

    private List<Message> messages(List<Tried> shown, long seed) {
        final List<Message> messages = new ArrayList<>();
        final List<WorkedExample> worked = proposer.workedExamples(seed);
        for (final WorkedExample example : worked.subList(0, Math.min(MOST_WORKED_EXAMPLES, worked.size()))) {
            messages.add(Message.user(question(attempts(example), brief(Proposer.pairs(example)), List.of())));
            messages.add(Message.assistant(example.instruction()));
        }
        final List<String> pairs = brief(proposer.pairs(proposer.sampled(seed)));
        messages.add(Message.user(question(shown, pairs, proposer.facts())));
        return messages;
    }

    private static List<String> brief(List<String> pairs) {
        return pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()));
    }

    /** What somebody may have tried before the worked example's instruction. */
    private static List<Tried> attempts(WorkedExample example) {
        final String description = example.description();
        final String attempt =
                "Write " + description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1) + ".";
        return List.of(new Tried("Look at the input and answer.", 7), new Tried(attempt, 52));
    }

    private static String question(List<Tried> shown, List<String> pairs, List<String> facts) {
        final StringBuilder question =
                new StringBuilder("Instructions that were tried for one job, and what each scored,"
                        + " from 0 to 100. The best is the last.\n\n");
        shown.forEach(tried -> question.append(shown(tried)).append('\n'));
        question.append("\nThe job:\n\n").append(String.join("\n\n", pairs)).append('\n');
        facts.forEach(fact -> question.append('\n').append(fact));
        return question.append("\nWrite another instruction that scores higher than all of these. Write only the"
                        + " instruction.")
                .toString();
    }

    private static String shown(Tried tried) {
        final String line = tried.instruction().replaceAll("\\s+", " ").strip();
        return "Score " + tried.points() + ": " + Shown.beginning(line, MOST_INSTRUCTION_CHARS);
    }
}
