package io.ape4j.export;

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
record MessageTemplate(Role role, List<Piece> pieces) {
    private static final char MARK = '\uE000';

    /** Literal text, or the name of a field. */
    record Piece(String text, boolean isField) {
        Piece {
            Objects.requireNonNull(text, "text");
        }
    }

    MessageTemplate {
        pieces = List.copyOf(pieces);
    }

    /**
     * Renders all parts of a prompt and leaves the fields open.
     *
     * @throws ExportRefused if it has several stages, which no single file of messages can hold, the private
     *     character that stands for fields here, or half of a surrogate pair
     */
    static List<MessageTemplate> of(Prompt prompt, List<String> fields) {
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
            if (i % 2 == 1) {
                pieces.add(new Piece(fields.get(Integer.parseInt(split[i])), true));
            } else if (!split[i].isEmpty()) {
                pieces.add(new Piece(split[i], false));
            }
        }
        return pieces;
    }

    /**
     * This message in our own template language.
     *
     * @throws ExportRefused if what stands before a slot would take it for its own, e.g. a backslash
     */
    String write() {
        final String text = write(TemplateText::escape, field -> "{{" + field + "}}");
        final String read = TemplateText.parse(text).render(field -> MARK + field + MARK, field -> false);
        if (!read.equals(write(literal -> literal, field -> MARK + field + MARK))) {
            throw new ExportRefused("a backslash stands before a slot, which takes the slot away; export it as json");
        }
        return text;
    }

    /** This message in a template language. */
    String write(UnaryOperator<String> literal, UnaryOperator<String> field) {
        final StringBuilder out = new StringBuilder();
        for (final Piece piece : pieces) {
            out.append(piece.isField() ? field.apply(piece.text()) : literal.apply(piece.text()));
        }
        return out.toString();
    }
}
