package io.ape4j.export.place;

import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.MessageTemplate.Piece;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TextPart;
import io.ape4j.task.file.InvalidFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the changed parts of a prompt where the old ones stand in a file. The place of a part is that at which the new
 * text makes the file read as the new prompt: nothing is written that was not read back.
 */
public final class Rewriting {
    /** Text that occurs more often is no part that could be told from the rest. */
    private static final int MOST_PLACES = 500;

    private final PromptPlace place;
    private final List<String> fields;
    private final PromptTemplate template;

    public Rewriting(PromptPlace place, List<String> fields, PromptTemplate template) {
        this.place = place;
        this.fields = fields;
        this.template = template;
    }

    /**
     * The file with the new prompt.
     *
     * @param before what the file holds
     * @throws ExportRefused if the file can't carry the new prompt, or does not hold the old one any more
     */
    public String rewrite(String source, Prompt before, Prompt after) {
        if (!reads(source, before)) {
            throw new ExportRefused("its prompt was changed since it was read; put the winner into it by hand");
        }
        String rewritten = source;
        Prompt reached = before;
        for (final Map.Entry<String, Part> part :
                new TreeMap<>(after.answering().parts()).entrySet()) {
            final Part old = before.answering().parts().getOrDefault(part.getKey(), new TextPart(""));
            if (part.getValue().equals(old)) {
                continue;
            }
            if (!(old instanceof TextPart from) || !(part.getValue() instanceof TextPart to)) {
                throw new ExportRefused("it has no place for " + part.getKey() + " of the winner");
            }
            reached = reached.with(part.getKey(), to);
            rewritten = replaced(rewritten, part.getKey(), from.text(), to.text(), reached);
        }
        if (!reads(rewritten, after)) {
            throw new ExportRefused("the winner differs from it in more than the text of its parts");
        }
        return rewritten;
    }

    private String replaced(String source, String name, String from, String to, Prompt wanted) {
        final String old = written(from, source);
        final String fresh = written(to, source);
        int tried = 0;
        for (final Passage passage : place.passages(source)) {
            for (final Range range : ranges(passage.text(), name, old)) {
                final Optional<String> changed = attempt(passage, range, fresh);
                if (changed.isPresent() && reads(changed.get(), wanted)) {
                    return changed.get();
                }
                if (++tried > MOST_PLACES) {
                    throw refused(name);
                }
            }
        }
        throw refused(name);
    }

    private static ExportRefused refused(String name) {
        return new ExportRefused(
                "there is no place in it where the new " + name + " would be read as it is, with all else unchanged");
    }

    private static Optional<String> attempt(Passage passage, Range range, String text) {
        try {
            return Optional.of(passage.with(range.from(), range.to(), text + range.after()));
        } catch (ExportRefused e) {
            return Optional.empty(); // another passage may take it; if none does, that is said
        }
    }

    private String written(String text, String source) {
        return text.isEmpty()
                ? ""
                : place.language(source).write(new MessageTemplate(Role.USER, List.of(Piece.literal(text))));
    }

    /** Where a part may stand: wherever its old text does, or, if that is empty, where a mark is or a message begins. */
    private static List<Range> ranges(String text, String name, String old) {
        final List<Range> ranges = new ArrayList<>();
        if (!old.isEmpty()) {
            for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + 1)) {
                ranges.add(new Range(at, at + old.length(), ""));
            }
            return ranges;
        }
        final String mark = "{{#" + name + "}}";
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            ranges.add(new Range(at + mark.length(), at + mark.length(), ""));
        }
        final String section = "---" + name + "---\n";
        for (int at = text.indexOf(section); at >= 0; at = text.indexOf(section, at + 1)) {
            ranges.add(new Range(at + section.length(), at + section.length(), "\n"));
        }
        ranges.add(new Range(0, 0, "\n\n"));
        return ranges;
    }

    private boolean reads(String source, Prompt wanted) {
        final List<MessageTemplate> messages = MessageTemplate.of(wanted, fields);
        try {
            return MessageTemplate.of(place.read(source, fields, template).prompt(), fields)
                    .equals(messages);
        } catch (IllegalArgumentException | InvalidFileException | ExportRefused e) {
            return false; // what is wrong with it is no help: it was made to be tried
        }
    }

    /** A range of a passage, and what goes behind what is put there. */
    private record Range(int from, int to, String after) {}
}
