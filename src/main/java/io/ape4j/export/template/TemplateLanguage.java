package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;

/**
 * How a tool writes the fields of a message, and what it makes of characters that are special to it. What {@link #read}
 * makes of {@link #write} has the same pieces; who writes makes sure of it, since not every text can be escaped.
 */
public interface TemplateLanguage {
    /**
     * The message in this language.
     *
     * @throws ExportRefused if the language has no way to say it
     */
    String write(MessageTemplate message);

    /**
     * Literal text and fields of a text in this language.
     *
     * @throws IllegalArgumentException if it uses more of the language than fields and literal text; the message quotes
     *     the place
     */
    List<Piece> read(String text);
}
