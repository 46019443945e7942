package io.ape4j.prompt;

import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One model call of a {@link Prompt}: a template and the parts that fill it.
 *
 * @param name unique in its prompt; later stages read this one's answer from the slot
 *     <code>{{stage.NAME}}</code>
 * @param parts by name; a part that is absent counts as empty
 * @param frozen names of parts that the search must not change
 */
public record Stage(String name, PromptTemplate template, SortedMap<String, Part> parts, Set<String> frozen) {
    /** Prefix of the slots that read earlier stages' answers. */
    public static final String STAGE_SLOT_PREFIX = "stage.";

    /**
     * Prefix of the slots of parts that were marked in the middle of a text, e.g. <code>{{marked.instruction}}</code>: an
     * empty part takes no white space along there, so that what stands around it never changes.
     */
    public static final String MARKED_SLOT_PREFIX = "marked.";

    private static final Set<String> PART_NAMES =
            Set.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.TRIGGER, Part.DEMONSTRATIONS);

    public Stage {
        final SortedMap<String, Part> copy = new TreeMap<>();
        parts.forEach((partName, part) -> {
            if (!part.isEmpty()) {
                copy.put(partName, part);
            }
        });
        parts = Collections.unmodifiableSortedMap(copy);
        frozen = Collections.unmodifiableSet(new TreeSet<>(frozen));
    }

    /** Whether {@code name} is the name of a part, and so can't be the name of an input field. */
    public static boolean isPartName(String name) {
        return PART_NAMES.contains(name);
    }

    /** The text of a text part; empty if it is absent or is no text. */
    public String text(String part) {
        return parts.get(part) instanceof TextPart text ? text.text() : "";
    }

    public List<Demonstration> demonstrations() {
        return parts.get(Part.DEMONSTRATIONS) instanceof DemonstrationsPart part ? part.demonstrations() : List.of();
    }

    public boolean isFrozen(String part) {
        return frozen.contains(part);
    }

    /** This stage with one part replaced. Freezing is the search's rule, not this method's. */
    public Stage with(String part, Part value) {
        final SortedMap<String, Part> changed = new TreeMap<>(parts);
        changed.put(part, value);
        return new Stage(name, template, changed, frozen);
    }

    public Stage withFrozen(Set<String> names) {
        return new Stage(name, template, parts, names);
    }

    /**
     * Fills the template.
     *
     * @param fields the example's input fields
     * @param stageOutputs answers of earlier stages by stage name
     * @throws IllegalArgumentException if a slot names neither a part, a field nor an earlier stage
     */
    public List<Message> render(Map<String, String> fields, Map<String, String> stageOutputs) {
        final Map<String, String> values = new HashMap<>(fields);
        stageOutputs.forEach((stage, output) -> values.put(STAGE_SLOT_PREFIX + stage, output));
        for (final String part : PART_NAMES) {
            values.put(part, text(part));
            values.put(MARKED_SLOT_PREFIX + part, text(part));
        }
        values.put(Part.DEMONSTRATIONS, demonstrationsAsText());

        final List<Message> messages = new ArrayList<>();
        for (int i = 0; i < template.messages().size(); i++) {
            final TemplateMessage message = template.messages().get(i);
            if (template.demonstrationsAs() == DemonstrationsAs.TURNS
                    && i == template.messages().size() - 1) {
                messages.addAll(demonstrationsAsTurns());
            }
            final String text = message.text().render(slot -> value(values, slot), slot -> PART_NAMES.contains(slot));
            if (!text.isBlank() || message.role() == Role.USER) {
                messages.add(new Message(message.role(), text));
            }
        }
        return List.copyOf(messages);
    }

    private String value(Map<String, String> values, String slot) {
        final String value = values.get(slot);
        if (value == null) {
            throw new IllegalArgumentException("stage \"" + name + "\": nothing fills the slot {{" + slot
                    + "}}; known are " + String.join(", ", new TreeSet<>(values.keySet())));
        }
        return value;
    }

    private String demonstrationsAsText() {
        return demonstrations().stream()
                .map(demonstration -> inputOf(demonstration) + "\n" + outputOf(demonstration))
                .collect(Collectors.joining("\n\n"));
    }

    private List<Message> demonstrationsAsTurns() {
        final List<Message> turns = new ArrayList<>();
        for (final Demonstration demonstration : demonstrations()) {
            turns.add(Message.user(inputOf(demonstration)));
            turns.add(Message.assistant(
                    demonstration.rationale() == null
                            ? demonstration.output()
                            : demonstration.rationale() + " " + demonstration.output()));
        }
        return turns;
    }

    private String inputOf(Demonstration demonstration) {
        return template.exampleInput().render(slot -> value(demonstration.fields(), slot), slot -> false);
    }

    private String outputOf(Demonstration demonstration) {
        final Map<String, String> values = new HashMap<>(demonstration.fields());
        values.put(PromptTemplate.OUTPUT_SLOT, demonstration.output());
        values.put(PromptTemplate.RATIONALE_SLOT, demonstration.rationale() == null ? "" : demonstration.rationale());
        return template.exampleOutput()
                .render(slot -> value(values, slot), slot -> slot.equals(PromptTemplate.RATIONALE_SLOT));
    }
}
