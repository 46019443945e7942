package io.ape4j.export.template;

import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TemplateText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A message of a rendered prompt whose input fields are still open: what every export format writes in its own
 * template language.
 *
 * @param pieces literal text and fields in order
 */
public record MessageTemplate(Role role, List<Piece> pieces) {
    private static final char MARK = '\uE000';

    /** Literal text, or the name of a field. */
    public record Piece(String text, boolean isField) {
        public Piece {
            Objects.requireNonNull(text, "text");
        }

        public static Piece literal(String text) {
            return new Piece(text, false);
        }

        public static Piece field(String name) {
            return new Piece(name, true);
        }
    }

    /** Pieces are brought into one form: no literal is empty or follows another. */
    public MessageTemplate {
        pieces = joined(pieces);
    }

    private static List<Piece> joined(List<Piece> pieces) {
        final List<Piece> joined = new ArrayList<>();
        final StringBuilder literal = new StringBuilder();
        for (final Piece piece : pieces) {
            if (!piece.isField()) {
                literal.append(piece.text());
                continue;
            }
            flush(literal, joined);
            joined.add(piece);
        }
        flush(literal, joined);
        return List.copyOf(joined);
    }

    private static void flush(StringBuilder literal, List<Piece> joined) {
        if (!literal.isEmpty()) {
            joined.add(Piece.literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** Whether nothing of it is visible, whatever fills the fields. */
    public boolean isBlank() {
        return pieces.stream()
                .allMatch(piece -> !piece.isField() && piece.text().isBlank());
    }

    /**
     * Renders all parts of a prompt and leaves the fields open.
     *
     * @throws ExportRefused if it has several stages, which no single file of messages can hold, the private
     *     character that stands for fields here, or half of a surrogate pair
     */
    public static List<MessageTemplate> of(Prompt prompt, List<String> fields) {
        if (prompt.stages().size() > 1) {
            throw new ExportRefused("the prompt has " + prompt.stages().size()
                    + " stages, and this format holds the messages of one; export it as json");
        }
        refuseMarks(prompt.answering(), fields);
        final Map<String, String> open = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            open.put(fields.get(i), MARK + Integer.toString(i) + MARK);
        }
        final List<MessageTemplate> messages = new ArrayList<>();
        for (final Message message : prompt.answering().render(open, Map.of())) {
            refuseHalfPairs(message.text());
            messages.add(new MessageTemplate(message.role(), pieces(message.text(), fields)));
        }
        return messages;
    }

    private static void refuseMarks(Stage stage, List<String> fields) {
        final Map<String, String> blank = new LinkedHashMap<>();
        fields.forEach(field -> blank.put(field, ""));
        if (stage.render(blank, Map.of()).stream()
                .anyMatch(message -> message.text().indexOf(MARK) >= 0)) {
            throw new ExportRefused(
                    "the prompt contains the private character U+E000, which stands for fields here; export it as json");
        }
    }

    private static void refuseHalfPairs(String text) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new ExportRefused(
                    "the prompt contains half of a surrogate pair, which no file in UTF-8 can hold; export it as json");
        }
    }

    private static List<Piece> pieces(String text, List<String> fields) {
        final String[] split = text.split("\uE000", -1);
        final List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < split.length; i++) {
            pieces.add(i % 2 == 1 ? Piece.field(fields.get(Integer.parseInt(split[i]))) : Piece.literal(split[i]));
        }
        return pieces;
    }

    /**
     * This message in our own template language.
     *
     * @throws ExportRefused if what stands before a slot would take it for its own, e.g. a backslash
     */
    public String write() {
        final String text = write(TemplateText::escape, field -> "{{" + field + "}}");
        final String read = TemplateText.parse(text).render(field -> MARK + field + MARK, field -> false);
        if (!read.equals(write(literal -> literal, field -> MARK + field + MARK))) {
            throw new ExportRefused("a backslash stands before a slot, which takes the slot away; export it as json");
        }
        return text;
    }

    /** This message in a template language. */
    public String write(UnaryOperator<String> literal, UnaryOperator<String> field) {
        final StringBuilder out = new StringBuilder();
        for (final Piece piece : pieces) {
            out.append(piece.isField() ? field.apply(piece.text()) : literal.apply(piece.text()));
        }
        return out.toString();
    }
}
