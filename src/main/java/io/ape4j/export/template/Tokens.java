package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text cut into pieces at the tokens of a template language. */
final class Tokens {
    private static final int SHOWN = 40;

    private Tokens() {}

    /**
     * Cuts it.
     *
     * @param meaning of a token; empty if it is more than a field or literal text
     * @param does what fields and literal text look like, for the message
     */
    static List<Piece> read(String text, Pattern token, Function<Matcher, Optional<Piece>> meaning, String does) {
        final List<Piece> pieces = new ArrayList<>();
        final Matcher matcher = token.matcher(text);
        int from = 0;
        while (matcher.find()) {
            pieces.add(Piece.literal(text.substring(from, matcher.start())));
            pieces.add(meaning.apply(matcher).orElseThrow(() -> unknown(text.substring(matcher.start()), does)));
            from = matcher.end();
        }
        pieces.add(Piece.literal(text.substring(from)));
        return pieces;
    }

    static IllegalArgumentException unknown(String from, String does) {
        return new IllegalArgumentException("what " + Shown.quoted(Shown.beginning(from, SHOWN))
                + " does can't be kept: of its template language a prompt has " + does);
    }
}
