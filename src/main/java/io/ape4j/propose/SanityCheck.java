package io.ape4j.propose;

import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cheap look at whether a text can be an instruction at all. What copies an example, talks about the pairs, or talks
 * to whoever asked, is none.
 */
public final class SanityCheck {
    /** How an objection begins that goes on with an example's id. */
    public static final String COPIES = "copies example";

    /** The objection to an instruction that the proposer was shown as a worked example. */
    public static final String REPEATS = "repeats a worked example";

    private static final int SHORTEST_INPUT_CHARS = 12;
    private static final Pattern ABOUT_PAIRS = Pattern.compile(
            "(?i)\\b(?:the (?:pairs|examples|outputs?) (?:above|below|show|shown|are|is|appear|seem)|these pairs|"
                    + "based on the (?:pairs|examples)|input-output pairs|the (?:worker|friend) (?:was|is))\\b");
    private static final Pattern TO_THE_USER = Pattern.compile(
            "(?i)\\b(?:let me know|feel free|i hope|i would|i will|i'll|you(?:'ve| have) (?:given|provided)|"
                    + "please provide|could you provide|need more)\\b");

    private final List<Example> examples;
    private final Set<String> shown;

    /**
     * A check for one task.
     *
     * @param shown worked examples that the proposer sees, whose instructions it may repeat by mistake
     */
    public SanityCheck(Task task, List<WorkedExample> shown) {
        this.examples = Stream.concat(task.examples(Split.PROPOSE).stream(), task.examples(Split.SELECT).stream())
                .toList();
        this.shown = shown.stream()
                .map(example -> AnswerCleaner.normalForm(example.instruction()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why {@code instruction} is none; empty if it may be one. */
    public Optional<String> objection(String instruction) {
        if (instruction.chars().filter(Character::isLetter).count() < 4) {
            return Optional.of("says nothing");
        }
        if (instruction.chars().anyMatch(SanityCheck::isControl)) {
            return Optional.of("holds control characters");
        }
        if (ABOUT_PAIRS.matcher(instruction).find()) {
            return Optional.of("describes the pairs");
        }
        if (TO_THE_USER.matcher(instruction).find()) {
            return Optional.of("speaks to the user");
        }
        if (shown.contains(AnswerCleaner.normalForm(instruction))) {
            return Optional.of(REPEATS);
        }
        return copiedExample(instruction).map(id -> COPIES + " " + id);
    }

    /** No file of a prompt could hold it, and no model means it. */
    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    private Optional<String> copiedExample(String instruction) {
        final String text = instruction.toLowerCase(Locale.ROOT);
        for (final Example example : examples) {
            for (final String field : example.fields().values()) {
                final String input = field.toLowerCase(Locale.ROOT).strip();
                final boolean whole = text.strip().equals(input)
                        || text.strip()
                                .equals(example.reference()
                                        .toLowerCase(Locale.ROOT)
                                        .strip());
                if (whole || (input.length() >= SHORTEST_INPUT_CHARS && text.contains(input))) {
                    return Optional.of(example.id());
                }
            }
        }
        return Optional.empty();
    }
}
