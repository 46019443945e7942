package io.ape4j.prompt;

import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prompts as people write them: plain text with <code>{{field}}</code> slots; {@code ---system---}, {@code ---user---}
 * and {@code ---assistant---} lines begin messages. <code>{{#instruction}} ... {{/instruction}}</code> marks a part
 * that may change (also {@code outputFormat} and {@code trigger}); without marks the longest stretch of text between
 * slots is the instruction. Everything else is frozen, and renders byte for byte as it was written.
 */
public final class PromptText {
    private static final Pattern SECTION = Pattern.compile("(?m)^---(system|user|assistant)---[ \\t]*\\r?\\n?");
    private static final Pattern MARK =
            Pattern.compile("(?s)\\{\\{#(instruction|outputFormat|trigger)\\}\\}(.*?)\\{\\{/\\1\\}\\}");
    private static final Pattern SLOT = Pattern.compile("(?<!\\\\)\\{\\{\\s*[A-Za-z_][A-Za-z0-9_.-]*\\s*\\}\\}");

    /**
     * A prompt that was read.
     *
     * @param appended fields that the text did not mention and that were added at its end
     */
    public record Read(Prompt prompt, List<String> appended) {
        public Read {
            appended = List.copyOf(appended);
        }
    }

    private PromptText() {}

    /**
     * Reads a prompt for a task with these fields.
     *
     * @throws IllegalArgumentException if it is blank or a slot names no field; the message names it and the fields
     */
    public static Read read(String text, List<String> fields) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the prompt is blank");
        }
        final List<Section> sections = sections(text);
        final SortedMap<String, Part> parts = new TreeMap<>();
        final List<Section> marked = sections.stream()
                .map(section -> section.with(takeMarks(section.text(), parts)))
                .toList();
        final List<Section> framed = parts.isEmpty() ? takeInstruction(marked, parts) : marked;
        final Set<String> used = new LinkedHashSet<>();
        final List<TemplateMessage> messages = new ArrayList<>();
        for (final Section section : framed) {
            final TemplateText template = TemplateText.parse(section.text());
            used.addAll(template.slots());
            messages.add(new TemplateMessage(section.role(), template));
        }
        refuseUnknown(used, fields);
        final List<String> missing =
                fields.stream().filter(field -> !used.contains(field)).toList();
        final PromptTemplate standard =
                PromptTemplate.standard(fields, PromptTemplate.Layout.USER, PromptTemplate.DemonstrationsAs.TEXT);
        final Set<String> frozen =
                new TreeSet<>(Set.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER));
        frozen.removeAll(parts.keySet());
        used.stream().filter(Stage::isPartName).forEach(frozen::remove);
        final PromptTemplate template = new PromptTemplate(
                missing.isEmpty() ? messages : appended(messages, missing),
                standard.exampleInput(),
                standard.exampleOutput(),
                PromptTemplate.DemonstrationsAs.TEXT);
        return new Read(new Prompt(List.of(new Stage("main", template, parts, frozen))), missing);
    }

    private record Section(Role role, String text) {
        Section with(String other) {
            return new Section(role, other);
        }
    }

    private static List<Section> sections(String text) {
        final Matcher matcher = SECTION.matcher(text);
        final List<Section> sections = new ArrayList<>();
        int from = 0;
        Role role = Role.USER;
        while (matcher.find()) {
            addSection(sections, role, text.substring(from, matcher.start()), matcher.start() == 0);
            role = Role.ofWireName(matcher.group(1));
            from = matcher.end();
        }
        addSection(sections, role, text.substring(from), false);
        return sections;
    }

    private static void addSection(List<Section> sections, Role role, String body, boolean isHead) {
        final String stripped = body.strip();
        if (!isHead && !stripped.isEmpty()) {
            sections.add(new Section(role, stripped));
        }
    }

    private static String takeMarks(String text, SortedMap<String, Part> parts) {
        final Matcher matcher = MARK.matcher(text);
        final StringBuilder framed = new StringBuilder();
        while (matcher.find()) {
            final String name = matcher.group(1);
            if (parts.put(name, new TextPart(matcher.group(2))) != null) {
                throw new IllegalArgumentException("the part " + name + " is marked twice; mark it once");
            }
            matcher.appendReplacement(framed, Matcher.quoteReplacement("{{" + name + "}}"));
        }
        matcher.appendTail(framed);
        return framed.toString();
    }

    /** Replaces the longest literal stretch by the slot of the instruction. */
    private static List<Section> takeInstruction(List<Section> sections, SortedMap<String, Part> parts) {
        int bestSection = 0;
        int bestFrom = 0;
        int bestTo = 0;
        for (int i = 0; i < sections.size(); i++) {
            final String text = sections.get(i).text();
            final Matcher matcher = SLOT.matcher(text);
            int from = 0;
            boolean more = true;
            while (more) {
                more = matcher.find();
                final int to = more ? matcher.start() : text.length();
                final String stretch = text.substring(from, to);
                final int start =
                        from + stretch.length() - stretch.stripLeading().length();
                final int end = start + stretch.strip().length();
                if (end - start > bestTo - bestFrom) {
                    bestSection = i;
                    bestFrom = start;
                    bestTo = end;
                }
                from = more ? matcher.end() : to;
            }
        }
        if (bestTo == bestFrom) {
            throw new IllegalArgumentException("the prompt has no text beside its slots");
        }
        final String text = sections.get(bestSection).text();
        parts.put(
                Part.INSTRUCTION, new TextPart(text.substring(bestFrom, bestTo).replace("\\{{", "{{")));
        final List<Section> framed = new ArrayList<>(sections);
        framed.set(
                bestSection,
                sections.get(bestSection)
                        .with(text.substring(0, bestFrom) + "{{instruction}}" + text.substring(bestTo)));
        return framed;
    }

    private static void refuseUnknown(Set<String> used, List<String> fields) {
        for (final String slot : used) {
            if (!fields.contains(slot) && !Stage.isPartName(slot)) {
                throw new IllegalArgumentException("the slot {{" + slot + "}} names no field; fields are "
                        + String.join(", ", fields) + ". Write \\{{ for braces that are meant literally");
            }
        }
    }

    private static List<TemplateMessage> appended(List<TemplateMessage> messages, List<String> missing) {
        final TemplateText input = PromptTemplate.standard(
                        missing, PromptTemplate.Layout.USER, PromptTemplate.DemonstrationsAs.TEXT)
                .exampleInput();
        final List<TemplateMessage> all = new ArrayList<>(messages);
        final TemplateMessage last = all.get(all.size() - 1);
        if (last.role() == Role.USER) {
            all.set(
                    all.size() - 1,
                    new TemplateMessage(Role.USER, TemplateText.parse(last.text() + "\n\n" + input + "\nOutput:")));
        } else {
            all.add(new TemplateMessage(Role.USER, TemplateText.parse(input + "\nOutput:")));
        }
        return all;
    }
}
