package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handlebars as dotprompt uses it, without HTML escapes. A backslash before double braces makes them text, two are one
 * backslash before a field; the rest of the text is what it is.
 */
public final class Handlebars implements TemplateLanguage {
    /** Names that are helpers or constants there, so that a field of that name is written with its scope. */
    private static final Set<String> TAKEN = Set.of(
            "each",
            "else",
            "false",
            "history",
            "if",
            "ifEquals",
            "json",
            "log",
            "lookup",
            "media",
            "null",
            "role",
            "section",
            "this",
            "true",
            "undefined",
            "unless",
            "unlessEquals",
            "with");

    private static final Pattern FIELD =
            Pattern.compile("\\{\\{\\s*(?:this\\.\\[([A-Za-z0-9_.-]+)\\]|([A-Za-z_][A-Za-z0-9_-]*))\\s*\\}\\}");
    private static final String OPEN = "{{";

    @Override
    public String write(MessageTemplate message) {
        final StringBuilder out = new StringBuilder();
        final List<Piece> pieces = message.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            final Piece piece = pieces.get(i);
            if (piece.isField()) {
                out.append(field(piece.text()));
            } else {
                out.append(literal(piece.text(), i + 1 < pieces.size()));
            }
        }
        return out.toString();
    }

    private static String field(String name) {
        return TAKEN.contains(name) ? "{{this.[" + name + "]}}" : "{{" + name + "}}";
    }

    private static String literal(String text, boolean beforeField) {
        if (text.contains("\\{{") || (beforeField && text.endsWith("{"))) {
            throw new ExportRefused("the prompt has a backslash before double braces, or a brace before a field, which"
                    + " Handlebars can't escape; export it as json");
        }
        final StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, from)) {
            out.append(text, from, at).append('\\').append(OPEN);
            from = at + OPEN.length();
        }
        out.append(text.substring(from));
        return beforeField && text.endsWith("\\") ? out.append('\\').toString() : out.toString();
    }

    @Override
    public List<Piece> read(String text) {
        final List<Piece> pieces = new ArrayList<>();
        final Matcher field = FIELD.matcher(text);
        int from = 0;
        while (true) {
            final int open = text.indexOf(OPEN, from);
            if (open < 0) {
                pieces.add(Piece.literal(text.substring(from)));
                return pieces;
            }
            final String before = text.substring(from, open);
            final boolean isText = before.endsWith("\\") && !before.endsWith("\\\\");
            pieces.add(Piece.literal(before.endsWith("\\") ? before.substring(0, before.length() - 1) : before));
            if (isText) {
                from = endOfEscaped(text, open);
                pieces.add(Piece.literal(text.substring(open, from)));
            } else if (field.region(open, text.length()).lookingAt() && !text.startsWith("{{{", open)) {
                pieces.add(Piece.field(field.group(1) == null ? String.valueOf(field.group(2)) : field.group(1)));
                from = field.end();
            } else {
                throw Tokens.unknown(text.substring(open), "fields such as {{name}}, and \\{{ for braces");
            }
        }
    }

    /** Text that follows an escape reaches to the next double braces, with the backslashes before those left out. */
    private static int endOfEscaped(String text, int open) {
        int end = text.indexOf(OPEN, open + OPEN.length());
        if (end < 0) {
            return text.length();
        }
        for (int backslashes = 0; backslashes < 2 && end > open + OPEN.length(); backslashes++) {
            if (text.charAt(end - 1) != '\\') {
                break;
            }
            end--;
        }
        return end;
    }
}
