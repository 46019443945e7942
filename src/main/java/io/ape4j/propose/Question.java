package io.ape4j.propose;

import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question for the proposer that an operator has put together: worked examples as earlier turns, the question last. An
 * answer may be the instruction alone, or several labelled lines of which the last is {@code Instruction: ...}, as the
 * worked examples show.
 *
 * @param template what is asked, e.g. {@code cross-mutate}
 * @param messages turns, in order
 * @param mostTokens of the answer
 */
public record Question(String template, List<Message> messages, int mostTokens) {
    /** How the line of a longer answer begins that holds the instruction. */
    public static final String LABEL = "Instruction: ";

    private static final Pattern LABELLED = Pattern.compile("(?im)^[ \\t>*-]*instruction[ \\t*]*:[ \\t*]*");

    public Question {
        Objects.requireNonNull(template, "template");
        messages = List.copyOf(messages);
        if (mostTokens < 1) {
            throw new IllegalArgumentException("mostTokens is " + mostTokens + "; write at least 1");
        }
    }

    /** The part of an answer that the instruction stands in; blank if the answer was cut before it came to that. */
    public String instructionIn(String said) {
        final Matcher matcher = LABELLED.matcher(said);
        int from = -1;
        while (matcher.find()) {
            from = matcher.end();
        }
        if (from >= 0) {
            return said.substring(from);
        }
        final boolean beganWithSteps =
                firstLabel().map(said.stripLeading()::startsWith).orElse(false);
        return beganWithSteps ? "" : said;
    }

    /** Whether {@code instruction} is that of an earlier turn, which the proposer may repeat by mistake. */
    public boolean isWorked(String instruction) {
        final String normal = AnswerCleaner.normalForm(instruction);
        return messages.stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .anyMatch(message ->
                        AnswerCleaner.normalForm(instructionIn(message.text())).equals(normal));
    }

    /** The label of the first of several steps in the worked answers. */
    private Optional<String> firstLabel() {
        return messages.stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .map(Message::text)
                .filter(text -> text.contains("\n" + LABEL))
                .map(text -> text.substring(0, text.indexOf(':') + 1))
                .findFirst();
    }
}
