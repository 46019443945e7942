package io.ape4j.task.file;

import io.ape4j.prompt.Part;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TemplateText;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the pieces of a written prompt that are marked as the only ones to change:
 * <code>{{#instruction}}...{{/instruction}}</code>, likewise {@code outputFormat} and {@code trigger}. Other words in such
 * braces are no marks, but for near misses, which are problems. <code>\{{#</code> is no mark either.
 */
final class PromptMarks {
    private static final List<String> NAMES = List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.TRIGGER);
    private static final Pattern MARK =
            Pattern.compile("\\\\\\{\\{|\\{\\{\\s*([#/])\\s*([A-Za-z_][A-Za-z0-9_.-]{0,99})\\s*\\}\\}");

    private final Path file;
    private final Problems problems;
    private final Map<String, String> parts = new LinkedHashMap<>();

    private record Mark(String name, boolean opens, int from, int to) {
        String written() {
            return "{{" + (opens ? "#" : "/") + name + "}}";
        }
    }

    private record Message(String text, Location at) {
        Location place(int offset) {
            return at.after(text.substring(0, offset));
        }
    }

    PromptMarks(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Parts by name, as the text between their marks renders. */
    Map<String, String> parts() {
        return Map.copyOf(parts);
    }

    /**
     * Takes the marked pieces out of a message and puts slots in their place. What is wrong is added to the problems.
     *
     * @param at where the text begins
     */
    String takenOutOf(String text, Location at) {
        final Message message = new Message(text, at);
        final StringBuilder out = new StringBuilder();
        Optional<Mark> open = Optional.empty();
        int from = 0;
        for (final Mark mark : marks(message)) {
            if (open.isEmpty() && mark.opens()) {
                out.append(text, from, mark.from());
                open = Optional.of(mark);
            } else if (open.isEmpty()) {
                problem(
                        message,
                        mark.from(),
                        mark.written() + " closes nothing; write {{#" + mark.name() + "}} where the part begins");
            } else if (mark.opens() || !mark.name().equals(open.get().name())) {
                problem(
                        message,
                        mark.from(),
                        mark.written() + " stands inside " + open.get().written() + "; write {{/"
                                + open.get().name() + "}} before it");
            } else {
                take(message, open.get(), mark);
                out.append("{{")
                        .append(Stage.MARKED_SLOT_PREFIX)
                        .append(mark.name())
                        .append("}}");
                from = mark.to();
                open = Optional.empty();
            }
        }
        open.ifPresent(mark -> problem(
                message,
                mark.from(),
                mark.written() + " is never closed; write {{/" + mark.name() + "}} where the part ends"));
        return out.append(text.substring(from)).toString();
    }

    /** A section that is a part already holds no marks. */
    void refuseIn(String text, Location at, String section) {
        final Message message = new Message(text, at);
        marks(message)
                .forEach(mark -> problem(
                        message,
                        mark.from(),
                        mark.written() + " stands inside ---" + section + "---, which is a part already; take it out"));
    }

    private List<Mark> marks(Message message) {
        final List<Mark> marks = new ArrayList<>();
        final Matcher matcher = MARK.matcher(message.text());
        while (matcher.find()) {
            if (matcher.group(1) == null) {
                continue;
            }
            final Mark mark = new Mark(
                    String.valueOf(matcher.group(2)), "#".equals(matcher.group(1)), matcher.start(), matcher.end());
            if (NAMES.contains(mark.name())) {
                marks.add(mark);
            } else {
                refused(mark).ifPresent(why -> problem(message, mark.from(), why));
            }
        }
        return marks;
    }

    private static Optional<String> refused(Mark mark) {
        if (mark.name().equals(Part.DEMONSTRATIONS)) {
            return Optional.of(mark.written() + " marks no text; what can be marked is " + String.join(", ", NAMES));
        }
        return Nearest.to(mark.name(), NAMES)
                .map(near -> mark.written() + " is no mark; did you mean {{" + (mark.opens() ? "#" : "/") + near
                        + "}}? Write \\{{ for braces that are none");
    }

    private void take(Message message, Mark open, Mark close) {
        final String part = message.text().substring(open.to(), close.from());
        TemplateText.parse(part).slots().stream()
                .findFirst()
                .ifPresent(slot -> problem(
                        message,
                        open.to() + part.indexOf("{{"),
                        "the slot {{" + slot + "}} stands inside " + open.written()
                                + ", where nothing fills it; end the part before it, or write \\{{ for braces"));
        if (parts.putIfAbsent(open.name(), PromptFrame.literal(part)) != null) {
            problem(
                    message,
                    open.from(),
                    "a second " + open.written() + "; a prompt has one part of each name: mark this one as another of "
                            + String.join(", ", NAMES) + ", or both and what is between them as one");
        }
    }

    private void problem(Message message, int offset, String what) {
        if (!problems.isFull()) {
            problems.add(file, message.place(offset), what);
        }
    }
}
