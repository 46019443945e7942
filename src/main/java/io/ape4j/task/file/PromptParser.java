package io.ape4j.task.file;

import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TemplateText;
import io.ape4j.prompt.TextPart;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the three forms of a {@link PromptFile}. */
final class PromptParser {
    static final String SYSTEM = "system";
    static final String USER = "user";
    static final List<String> TEXT_PARTS = List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.TRIGGER);
    private static final List<String> SECTIONS =
            List.of(SYSTEM, USER, Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.TRIGGER);
    private static final Pattern MARKER = Pattern.compile("---[ \\t]*([A-Za-z]{1,40})[ \\t]*---[ \\t]*");

    private final Path file;
    private final List<String> fields;
    private final PromptTemplate standard;
    private final Problems problems;
    private final List<String> notes = new ArrayList<>();

    private record Section(String text, Location at) {}

    PromptParser(Path file, List<String> fields, PromptTemplate standard, Problems problems) {
        this.file = file;
        this.fields = fields;
        this.standard = standard;
        this.problems = problems;
    }

    /** What was read; to be thrown away if there are problems. */
    Optional<PromptFile> parse(String text) {
        if (text.isBlank()) {
            problems.add(file, Location.NONE, "the prompt is empty; write an instruction");
            return Optional.empty();
        }
        final Map<String, Section> sections = sections(text);
        final PromptMarks marks = new PromptMarks(file, problems);
        final Map<String, Section> frames = takenOut(marks, sections);
        checkSlots(sections);
        checkMarks(marks, sections);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        for (final String field : fields) {
            if (Pattern.compile("(?<!\\{)\\{ ?" + Pattern.quote(field) + " ?\\}(?!\\})")
                    .matcher(text)
                    .find()) {
                notes.add("{" + field + "} is left as it is; write {{" + field + "}} for a slot");
            }
        }
        if (!marks.parts().isEmpty()) {
            return Optional.of(new MarkedPrompt(fields, standard).assemble(marks.parts(), texts(frames)));
        }
        final boolean plain = sections.keySet().equals(Set.of(USER));
        if (plain && slots(sections).stream().noneMatch(fields::contains)) {
            final String instruction = PromptFrame.literal(text(sections, USER));
            return Optional.of(new PromptFile(Prompt.ofInstruction(standard, instruction), Set.of(), notes));
        }
        return Optional.of(assemble(sections));
    }

    private Map<String, Section> sections(String text) {
        final Map<String, Section> sections = new LinkedHashMap<>();
        String name = USER;
        Location at = Location.START;
        final StringBuilder body = new StringBuilder();
        int number = 0;
        for (final String line : text.split("\n", -1)) {
            number++;
            final Optional<String> marker = marker(line, number);
            if (marker.isEmpty()) {
                body.append(line).append('\n');
                continue;
            }
            put(sections, name, body, at, sections.isEmpty());
            name = marker.get();
            at = new Location(number + 1, 1);
            body.setLength(0);
            if (sections.containsKey(name)) {
                problems.add(file, new Location(number, 1), "a second section ---" + name + "---; put both into one");
            }
        }
        put(sections, name, body, at, false);
        return sections;
    }

    private Map<String, Section> takenOut(PromptMarks marks, Map<String, Section> sections) {
        final Map<String, Section> frames = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            if (TEXT_PARTS.contains(name)) {
                marks.refuseIn(section.text(), section.at(), name);
                frames.put(name, section);
            } else {
                frames.put(name, new Section(marks.takenOutOf(section.text(), section.at()), section.at()));
            }
        });
        return frames;
    }

    /** Where something is marked, nothing is added to the rest: what it lacks is a problem. */
    private void checkMarks(PromptMarks marks, Map<String, Section> sections) {
        if (marks.parts().isEmpty()) {
            return;
        }
        final Set<String> slots = slots(sections);
        marks.parts().keySet().forEach(part -> {
            if (slots.contains(part) || sections.containsKey(part)) {
                problems.add(
                        file,
                        Location.START,
                        "{{#" + part + "}} marks what {{" + part + "}} or ---" + part
                                + "--- says as well; keep one of them");
            }
        });
        final boolean isWhole = slots.stream().anyMatch(fields::contains) || sections.size() > 1;
        for (final String field : isWhole ? missing(slots) : List.<String>of()) {
            problems.add(
                    file,
                    Location.START,
                    "no slot for the field " + Shown.quoted(field) + "; a prompt with marks is kept to the letter, so"
                            + " write {{" + field + "}} where it goes");
        }
    }

    private static Map<String, String> texts(Map<String, Section> sections) {
        final Map<String, String> texts = new LinkedHashMap<>();
        sections.forEach((name, section) -> texts.put(name, section.text()));
        return texts;
    }

    private Optional<String> marker(String line, int number) {
        final Matcher matcher = MARKER.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        final String name = String.valueOf(matcher.group(1));
        if (SECTIONS.contains(name)) {
            return Optional.of(name);
        }
        final Optional<String> meant = Nearest.to(name, SECTIONS);
        meant.ifPresent(near -> problems.add(
                file, new Location(number, 1), "unknown section ---" + name + "---; did you mean ---" + near + "---?"));
        return meant; // so that what follows is not taken for something else
    }

    private void put(Map<String, Section> sections, String name, StringBuilder body, Location at, boolean unnamed) {
        final String text = body.toString();
        final String trimmed = text.strip();
        if (trimmed.isEmpty() && unnamed) {
            return;
        }
        final int start = text.indexOf(trimmed);
        sections.putIfAbsent(name, new Section(trimmed, at.after(text.substring(0, start))));
    }

    private void checkSlots(Map<String, Section> sections) {
        final List<String> known = new ArrayList<>(fields);
        known.addAll(TEXT_PARTS);
        known.add(Part.DEMONSTRATIONS);
        sections.forEach((name, section) -> {
            for (final String slot : TemplateText.parse(section.text()).slots()) {
                if (TEXT_PARTS.contains(name)) {
                    slotProblem(section, slot, "a slot inside a part; write \\{{ for braces");
                } else if (!fields.contains(slot) && !Stage.isPartName(slot)) {
                    slotProblem(
                            section,
                            slot,
                            "unknown slot {{" + slot + "}} (write \\{{ for braces that are no slot); "
                                    + Nearest.advice(slot, known));
                } else if (slot.equals(Part.INSTRUCTION) && !sections.containsKey(Part.INSTRUCTION)) {
                    slotProblem(section, slot, "nothing fills {{instruction}}; add a section ---instruction---");
                }
            }
        });
        final Set<String> slots = slots(sections);
        for (final String part : TEXT_PARTS) {
            final Section section = sections.get(part);
            if (section != null && !slots.contains(part)) {
                problems.add(
                        file,
                        section.at(),
                        "the section ---" + part + "--- goes nowhere; write {{" + part + "}} into ---user---");
            }
        }
    }

    private void slotProblem(Section section, String slot, String message) {
        final Matcher matcher = Pattern.compile("\\{\\{\\s*" + Pattern.quote(slot) + "\\s*\\}\\}")
                .matcher(section.text());
        final String before = matcher.find() ? section.text().substring(0, matcher.start()) : "";
        problems.add(file, section.at().after(before), message);
    }

    /** Slots of the messages. */
    private static Set<String> slots(Map<String, Section> sections) {
        final Set<String> slots = new LinkedHashSet<>();
        sections.forEach((name, section) -> {
            if (!TEXT_PARTS.contains(name)) {
                slots.addAll(TemplateText.parse(section.text()).slots());
            }
        });
        return slots;
    }

    private PromptFile assemble(Map<String, Section> sections) {
        final Set<String> slots = slots(sections);
        final SortedMap<String, Part> parts = new TreeMap<>();
        final Set<String> marked = new LinkedHashSet<>();
        for (final String part : TEXT_PARTS) {
            if (sections.containsKey(part)) {
                parts.put(part, new TextPart(PromptFrame.literal(text(sections, part))));
                marked.add(part);
            }
        }
        PromptFrame user = new PromptFrame(text(sections, USER), fields).withFields(missing(slots), notes);
        PromptFrame system = new PromptFrame(text(sections, SYSTEM), fields);
        final PromptFrame asWritten = user;
        final boolean asText = standard.demonstrationsAs() == DemonstrationsAs.TEXT;
        if (asText && !slots.contains(Part.DEMONSTRATIONS)) {
            user = user.withDemonstrations();
        }
        if (!slots.contains(Part.INSTRUCTION)) {
            final boolean inSystem = !system.text().isEmpty();
            final PromptFrame.Head head = (inSystem ? system : user).splitInstruction(slots, notes);
            parts.put(Part.INSTRUCTION, new TextPart(head.instruction()));
            system = inSystem ? head.frame() : system;
            user = inSystem ? user : head.frame();
        }
        if (!slots.contains(Part.TRIGGER)) {
            user = user.withTrigger();
        }

        final List<TemplateMessage> messages = new ArrayList<>();
        if (!system.text().isEmpty()) {
            messages.add(new TemplateMessage(Role.SYSTEM, TemplateText.parse(system.text())));
        }
        messages.add(new TemplateMessage(Role.USER, TemplateText.parse(user.text())));
        final PromptTemplate template = new PromptTemplate(
                messages,
                asWritten.exampleInput().orElse(standard.exampleInput()),
                asWritten.exampleOutput().orElse(standard.exampleOutput()),
                standard.demonstrationsAs());
        final Stage stage = new Stage("main", template, parts, Set.of());
        return new PromptFile(new Prompt(List.of(stage)), marked, notes);
    }

    private static String text(Map<String, Section> sections, String name) {
        final Section section = sections.get(name);
        return section == null ? "" : section.text();
    }

    private List<String> missing(Set<String> slots) {
        return fields.stream().filter(field -> !slots.contains(field)).toList();
    }
}
