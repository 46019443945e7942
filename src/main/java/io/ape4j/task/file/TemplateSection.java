package io.ape4j.task.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TemplateText;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The section {@code template} of a task file. */
final class TemplateSection {
    private final CheckedYaml yaml;
    private final List<String> fields;
    private final Problems problems;

    TemplateSection(CheckedYaml yaml, List<String> fields, Problems problems) {
        this.yaml = yaml;
        this.fields = fields;
        this.problems = problems;
    }

    PromptTemplate read() {
        final JsonNode node = yaml.root().path("template");
        final Layout layout = node.path("layout").asText().equals("system+user") ? Layout.SYSTEM_USER : Layout.USER;
        final DemonstrationsAs demonstrationsAs =
                node.path("demonstrations").asText().equals("turns") ? DemonstrationsAs.TURNS : DemonstrationsAs.TEXT;
        final PromptTemplate standard = PromptTemplate.standard(fields, layout, demonstrationsAs);
        return node.has("prompt") ? custom(node.path("prompt").asText(), layout, standard) : standard;
    }

    private PromptTemplate custom(String source, Layout layout, PromptTemplate standard) {
        final TemplateText user = TemplateText.parse(source);
        checkSlots(user.slots(), layout);
        final List<TemplateMessage> messages = new ArrayList<>();
        if (layout == Layout.SYSTEM_USER) {
            messages.add(standard.messages().get(0));
        }
        messages.add(new TemplateMessage(Role.USER, user));
        return new PromptTemplate(
                messages, standard.exampleInput(), standard.exampleOutput(), standard.demonstrationsAs());
    }

    private void checkSlots(Set<String> slots, Layout layout) {
        final List<String> known = new ArrayList<>(fields);
        known.addAll(List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER));
        for (final String slot : slots) {
            if (!fields.contains(slot) && !Stage.isPartName(slot)) {
                problem("unknown slot {{" + slot + "}}; " + Nearest.advice(slot, known));
            }
        }
        for (final String field : fields) {
            if (!slots.contains(field)) {
                problem("no slot for the field " + Shown.quoted(field) + "; write {{" + field + "}} where it goes");
            }
        }
        final boolean inSystem = layout == Layout.SYSTEM_USER;
        if (!inSystem && !slots.contains(Part.INSTRUCTION)) {
            problem("no slot {{instruction}}; write it where the instruction goes");
        }
        for (final String part : List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT)) {
            if (inSystem && slots.contains(part)) {
                problem("the slot {{" + part + "}} stands in the system message already; take it out here");
            }
        }
    }

    private void problem(String message) {
        problems.add(yaml.file(), yaml.locate("template", "prompt"), "template.prompt: " + message);
    }
}
