package io.ape4j.task.file;

import io.ape4j.prompt.Part;
import io.ape4j.prompt.TemplateText;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one message of a written prompt, which slots for parts can be put into. An empty part leaves the message
 * as it was written.
 *
 * @param text with slots
 * @param fields the task's input fields
 */
record PromptFrame(String text, List<String> fields) {
    private static final Pattern SLOT = Pattern.compile("(?<!\\\\)\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}");
    private static final String INSTRUCTION_SLOT = "{{" + Part.INSTRUCTION + "}}";
    private static final String FORMAT_SLOT = "{{" + Part.OUTPUT_FORMAT + "}}";
    private static final String GAP = "\n\n";

    /** An instruction, and the message with a slot in its place. */
    record Head(String instruction, PromptFrame frame) {}

    /** A template text without slots as the text that it renders to. */
    static String literal(String template) {
        return template.replace("\\{{", "{{");
    }

    private PromptFrame with(String changed) {
        return new PromptFrame(changed, fields);
    }

    /** This message with lines for further fields after the line of the last one. */
    PromptFrame withFields(List<String> missing, List<String> notes) {
        if (missing.isEmpty()) {
            return this;
        }
        final List<String> lines = new ArrayList<>();
        for (final String field : missing) {
            final String label =
                    fields.size() == 1 ? "Input" : Character.toUpperCase(field.charAt(0)) + field.substring(1);
            final String line = label + ": {{" + field + "}}";
            lines.add(line);
            notes.add("The prompt has no slot for the field " + Shown.quoted(field) + "; the line " + Shown.quoted(line)
                    + " was added.");
        }
        final String added = String.join("\n", lines);
        final int last = lastField();
        if (last < 0) {
            return with(text.isEmpty() ? added : text + GAP + added);
        }
        final int lineEnd = text.indexOf('\n', last);
        return lineEnd < 0
                ? with(text + "\n" + added)
                : with(text.substring(0, lineEnd) + "\n" + added + text.substring(lineEnd));
    }

    /** This message with demonstrations before the line of the first field. */
    PromptFrame withDemonstrations() {
        final int line = lineStart(firstField());
        final boolean indented = line < text.length() && Character.isWhitespace(text.charAt(line));
        if (firstField() < 0 || indented) {
            return this;
        }
        return with(text.substring(0, line) + "{{" + Part.DEMONSTRATIONS + "}}" + GAP + text.substring(line));
    }

    PromptFrame withTrigger() {
        return with(text + " {{" + Part.TRIGGER + "}}");
    }

    /**
     * Takes out what stands in paragraphs before the first slot, or if there is only one, in lines before it.
     *
     * @param slots those of the whole prompt
     * @param notes takes a sentence if no place was found for an output format
     */
    Head splitInstruction(Set<String> slots, List<String> notes) {
        final Matcher slot = SLOT.matcher(text);
        String format = slots.contains(Part.OUTPUT_FORMAT) ? "" : FORMAT_SLOT;
        if (!slot.find()) {
            final String frame = format.isEmpty() ? INSTRUCTION_SLOT : INSTRUCTION_SLOT + GAP + format;
            return new Head(literal(text), with(frame));
        }
        final String before = text.substring(0, slot.start());
        final int paragraph = before.lastIndexOf(GAP);
        final int cut = paragraph >= 0 ? paragraph + GAP.length() : before.lastIndexOf('\n') + 1;
        final String head = text.substring(0, cut).stripTrailing();
        final String rest = text.substring(cut);
        if (head.isEmpty()) {
            return new Head("", with(INSTRUCTION_SLOT + GAP + (format.isEmpty() ? "" : format + GAP) + rest));
        }
        if (!format.isEmpty() && Character.isWhitespace(rest.charAt(0))) {
            // An empty part takes the white space after it along, and the text must stay as it was written.
            notes.add("The line after the instruction is indented, so that there is no place for an output format;"
                    + " write {{outputFormat}} where one may stand.");
            format = "";
        }
        final String gap = text.substring(head.length(), cut);
        final String frame = INSTRUCTION_SLOT + gap + (format.isEmpty() ? "" : format + gap) + rest;
        return new Head(literal(head), with(frame));
    }

    /** How the input of a demonstration is written so that it looks like the message's own. */
    Optional<TemplateText> exampleInput() {
        final int first = firstField();
        if (first < 0) {
            return Optional.empty();
        }
        final TemplateText block = TemplateText.parse(text.substring(lineStart(first), lineEnd(lastField())));
        return block.slots().equals(Set.copyOf(fields)) ? Optional.of(block) : Optional.empty();
    }

    /** How the answer of a demonstration is written, if the message ends in a line such as {@code Team:}. */
    Optional<TemplateText> exampleOutput() {
        final String lastLine = text.substring(lineStart(text.length()));
        final boolean isCue = lineStart(text.length()) > lineEnd(Math.max(0, lastField()))
                && lastLine.endsWith(":")
                && TemplateText.parse(lastLine).slots().isEmpty();
        return isCue ? Optional.of(TemplateText.parse(lastLine + " {{rationale}} {{output}}")) : Optional.empty();
    }

    private int firstField() {
        final Matcher matcher = SLOT.matcher(text);
        while (matcher.find()) {
            if (fields.contains(matcher.group(1))) {
                return matcher.start();
            }
        }
        return -1;
    }

    private int lastField() {
        final Matcher matcher = SLOT.matcher(text);
        int last = -1;
        while (matcher.find()) {
            if (fields.contains(matcher.group(1))) {
                last = matcher.start();
            }
        }
        return last;
    }

    private int lineStart(int position) {
        return position <= 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
    }

    private int lineEnd(int position) {
        final int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }
}
