package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * StringTemplate 4 between single braces, as Spring AI uses it. Braces and backslashes are escaped by a backslash. Its
 * writer repeats the white space before a field on each line of the value, and drops a line of nothing but white space or
 * empty fields; both are kept from happening by writing that white space, and the end of such a line, as an expression.
 */
public final class StringTemplate implements TemplateLanguage {
    private static final FieldNames NAMES = new FieldNames(
            "Spring AI's",
            FieldNames.IDENTIFIER,
            Set.of("if", "else", "elseif", "endif", "super", "true", "false", "it", "i", "i0"));
    private static final Pattern TOKEN =
            Pattern.compile("\\\\([\\\\{}])|\\{([A-Za-z_][A-Za-z0-9_]*)\\}|\\{\\\\([nt ])\\}|\\{");

    @Override
    public String write(MessageTemplate message) {
        final StringBuilder out = new StringBuilder();
        boolean onlyFields = false;
        boolean atLineStart = true;
        for (final Piece piece : message.pieces()) {
            if (piece.isField()) {
                out.append('{').append(NAMES.require(piece.text())).append('}');
                onlyFields = onlyFields || atLineStart;
                atLineStart = false;
                continue;
            }
            final String text = piece.text();
            if (onlyFields && text.startsWith("\n")) {
                out.append("{\\n}").append(literal(text.substring(1), true));
            } else {
                out.append(literal(text, atLineStart));
            }
            onlyFields = false;
            atLineStart = text.endsWith("\n") || (atLineStart && text.isBlank());
        }
        return out.toString();
    }

    private static String literal(String text, boolean atLineStart) {
        if (text.indexOf('\r') >= 0) {
            throw new ExportRefused(
                    "Spring AI's templates drop the carriage returns that the prompt has; export it as" + " json");
        }
        final String[] lines = text.replace("\\", "\\\\")
                .replace("{", "\\{")
                .replace("}", "\\}")
                .split("\n", -1);
        for (int i = atLineStart ? 0 : 1; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                lines[i] = lines[i].replace(" ", "{\\ }").replace("\t", "{\\t}");
            }
        }
        return String.join("\n", lines);
    }

    @Override
    public List<Piece> read(String text) {
        return Tokens.read(text, TOKEN, StringTemplate::meaning, "fields such as {name}, and \\{ for a brace");
    }

    private static Optional<Piece> meaning(Matcher token) {
        if (token.group(1) != null) {
            return Optional.of(Piece.literal(token.group(1)));
        }
        return token.group(2) != null
                ? Optional.of(Piece.field(token.group(2)))
                : Optional.ofNullable(token.group(3)).map(letter -> Piece.literal(space(letter)));
    }

    private static String space(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            default -> " ";
        };
    }
}
