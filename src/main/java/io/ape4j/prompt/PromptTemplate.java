package io.ape4j.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The frame of a {@link Stage}: messages with slots for parts, input fields and earlier stages' outputs.
 *
 * @param messages in order; at least one
 * @param exampleInput how the input of a demonstration is written, e.g. <code>Input: {{text}}</code>
 * @param exampleOutput how its answer is written, e.g. <code>Output: {{output}}</code>; a rationale fills
 *     <code>{{rationale}}</code>
 * @param demonstrationsAs as text in the slot <code>{{demonstrations}}</code>, or as chat turns before the last
 *     user message
 */
public record PromptTemplate(
        List<TemplateMessage> messages,
        TemplateText exampleInput,
        TemplateText exampleOutput,
        DemonstrationsAs demonstrationsAs) {

    /** The slot of {@link #exampleOutput} that takes the answer. */
    public static final String OUTPUT_SLOT = "output";
    /** The slot of {@link #exampleOutput} that takes the rationale. */
    public static final String RATIONALE_SLOT = "rationale";

    /** One message with slots. */
    public record TemplateMessage(Role role, TemplateText text) {
        public TemplateMessage {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(text, "text");
        }
    }

    /** How demonstrations enter the request. */
    public enum DemonstrationsAs {
        TEXT,
        TURNS
    }

    /** How many messages the default template spreads over. */
    public enum Layout {
        /** Everything in one user message. */
        USER,
        /** Instruction and output format in a system message, the rest in a user message. */
        SYSTEM_USER
    }

    public PromptTemplate {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a template needs at least one message");
        }
        Objects.requireNonNull(exampleInput, "exampleInput");
        Objects.requireNonNull(exampleOutput, "exampleOutput");
        Objects.requireNonNull(demonstrationsAs, "demonstrationsAs");
    }

    /**
     * The default frame: instruction, output format, demonstrations, input, trigger.
     *
     * @param fields names of the input fields, in order. One field is labelled {@code Input}, several by their names
     */
    public static PromptTemplate standard(List<String> fields, Layout layout, DemonstrationsAs demonstrationsAs) {
        final String input = standardInput(fields);
        final String head = "{{instruction}}\n\n{{outputFormat}}";
        final String body = (demonstrationsAs == DemonstrationsAs.TEXT ? "{{demonstrations}}\n\n" : "")
                + input
                + "\nOutput: {{trigger}}";
        final List<TemplateMessage> messages = new ArrayList<>();
        if (layout == Layout.SYSTEM_USER) {
            messages.add(new TemplateMessage(Role.SYSTEM, TemplateText.parse(head)));
            messages.add(new TemplateMessage(Role.USER, TemplateText.parse(body)));
        } else {
            messages.add(new TemplateMessage(Role.USER, TemplateText.parse(head + "\n\n" + body)));
        }
        return new PromptTemplate(
                messages,
                TemplateText.parse(input),
                TemplateText.parse("Output: {{rationale}} {{output}}"),
                demonstrationsAs);
    }

    private static String standardInput(List<String> fields) {
        if (fields.size() == 1) {
            return "Input: {{" + fields.get(0) + "}}";
        }
        final List<String> lines = new ArrayList<>();
        for (final String field : fields) {
            lines.add(Character.toUpperCase(field.charAt(0)) + field.substring(1) + ": {{" + field + "}}");
        }
        return String.join("\n", lines);
    }
}
