package io.ape4j.task.file;

import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TemplateText;
import io.ape4j.prompt.TextPart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a prompt together in whose text pieces are marked: the rest is the frame, to which nothing is added. */
final class MarkedPrompt {
    /** A slot with the white space round it; or escaped braces, which are none. */
    private static final Pattern SLOT =
            Pattern.compile("\\\\\\{\\{|(\\s*)\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}(\\s*)");

    private final List<String> fields;
    private final PromptTemplate standard;

    MarkedPrompt(List<String> fields, PromptTemplate standard) {
        this.fields = fields;
        this.standard = standard;
    }

    /**
     * Puts it together.
     *
     * @param marks parts by name
     * @param frames sections by name, with slots for the marked parts
     */
    PromptFile assemble(Map<String, String> marks, Map<String, String> frames) {
        final SortedMap<String, Part> parts = new TreeMap<>();
        marks.forEach((name, text) -> parts.put(name, new TextPart(text)));
        final Set<String> marked = new LinkedHashSet<>(marks.keySet());
        for (final String part : PromptParser.TEXT_PARTS) {
            final String section = frames.get(part);
            if (section != null) {
                parts.put(part, new TextPart(PromptFrame.literal(section)));
                marked.add(part);
            }
        }
        final Set<String> frozen = new TreeSet<>(PromptParser.TEXT_PARTS);
        frozen.add(Part.DEMONSTRATIONS);
        frozen.removeAll(marked);
        final PromptTemplate template = new PromptTemplate(
                messages(frames, marked),
                standard.exampleInput(),
                standard.exampleOutput(),
                standard.demonstrationsAs());
        return new PromptFile(new Prompt(List.of(new Stage("main", template, parts, frozen))), marked, List.of());
    }

    private List<TemplateMessage> messages(Map<String, String> frames, Set<String> marked) {
        final String system = frames.getOrDefault(PromptParser.SYSTEM, "");
        final String user = frames.getOrDefault(PromptParser.USER, "");
        if (frames.keySet().equals(Set.of(PromptParser.USER))
                && TemplateText.parse(user).slots().stream().noneMatch(fields::contains)) {
            return inTheTasksTemplate(user, marked);
        }
        final List<TemplateMessage> messages = new ArrayList<>();
        if (!system.isEmpty()) {
            messages.add(new TemplateMessage(Role.SYSTEM, TemplateText.parse(system)));
        }
        messages.add(new TemplateMessage(Role.USER, TemplateText.parse(user)));
        return messages;
    }

    /** An instruction of which only pieces may change stands where the task's template has its instruction. */
    private List<TemplateMessage> inTheTasksTemplate(String instruction, Set<String> marked) {
        return standard.messages().stream()
                .map(message -> new TemplateMessage(
                        message.role(),
                        TemplateText.parse(
                                with(instruction, marked, message.text().toString()))))
                .toList();
    }

    /** What else is marked in the instruction stands there, and not in the place that the template has for it. */
    private static String with(String instruction, Set<String> marked, String template) {
        final StringBuilder out = new StringBuilder();
        final Matcher slot = SLOT.matcher(template);
        int from = 0;
        while (slot.find()) {
            final String name = slot.group(2);
            if (name == null) {
                continue;
            }
            out.append(template, from, slot.start());
            if (name.equals(Part.INSTRUCTION)) {
                out.append(slot.group(1)).append(instruction).append(slot.group(3));
            } else if (!marked.contains(name)) {
                out.append(slot.group());
            } else if (slot.end() < template.length()) {
                out.append(slot.group(1));
            }
            from = slot.end();
        }
        return out.append(template, from, template.length()).toString();
    }
}
