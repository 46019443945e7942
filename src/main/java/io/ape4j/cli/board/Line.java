package io.ape4j.cli.board;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** One line of the board, in pieces of different {@link Ink}; its width is counted in columns of a terminal. */
final class Line {
    private static final String CUT = "...";

    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(Ink ink, String text) {}

    static Line of(String text) {
        return new Line().add(text);
    }

    static Line of(Ink ink, String text) {
        return new Line().add(ink, text);
    }

    Line add(String text) {
        return add(Ink.PLAIN, text);
    }

    Line add(Ink ink, String text) {
        pieces.add(new Piece(ink, text));
        return this;
    }

    Line add(Line other) {
        pieces.addAll(other.pieces);
        return this;
    }

    int columns() {
        return pieces.stream().mapToInt(piece -> columns(piece.text())).sum();
    }

    /** With its end cut off where it is wider than that. */
    String fitted(int columns, boolean coloured) {
        final boolean fits = columns() <= columns;
        final StringBuilder text = new StringBuilder();
        int room = fits ? columns : columns - CUT.length();
        for (final Piece piece : pieces) {
            final String shown = upTo(piece.text(), room);
            room -= columns(shown);
            if (!shown.isEmpty()) {
                text.append(coloured ? piece.ink().of(shown) : shown);
            }
            if (shown.length() < piece.text().length()) {
                break;
            }
        }
        return fits ? text.toString() : text + CUT;
    }

    private static String upTo(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            final int codePoint = text.codePointAt(end);
            used += columns(codePoint);
            if (used > columns) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    /** How many columns a text takes. */
    static int columns(String text) {
        return text.codePoints().map(Line::columns).sum();
    }

    /** What JLine has no width for takes no more than one column. */
    private static int columns(int codePoint) {
        final int width = WCWidth.wcwidth(codePoint);
        return width < 0 ? 1 : width;
    }
}
