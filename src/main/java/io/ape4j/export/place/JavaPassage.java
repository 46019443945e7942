package io.ape4j.export.place;

import com.github.javaparser.Position;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import io.ape4j.export.template.ExportRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A string in Java source: a literal, a text block, some of them joined by {@code +}, or an array of them. Each stays
 * what it is.
 *
 * @param text what it says
 * @param delimiter what stands between the elements of an array
 * @param hasComment whether a comment stands between its pieces
 */
record JavaPassage(String source, int start, int end, Shape shape, String text, String delimiter, boolean hasComment)
        implements Passage {
    private static final String BLOCK = "\"\"\"";
    private static final Pattern LINES = Pattern.compile("\r\n|\r|\n");

    /** How a string is written. */
    enum Shape {
        LITERAL,
        BLOCK,
        SUM,
        ARRAY
    }

    /** Empty if it is no string that stands there in full. */
    static Optional<Passage> of(String source, Expression value, String delimiter) {
        final Optional<String> text = said(value, delimiter);
        if (text.isEmpty() || value.getRange().isEmpty()) {
            return Optional.empty();
        }
        final Shape shape = value instanceof StringLiteralExpr
                ? Shape.LITERAL
                : value instanceof TextBlockLiteralExpr
                        ? Shape.BLOCK
                        : value instanceof ArrayInitializerExpr ? Shape.ARRAY : Shape.SUM;
        return Optional.of(new JavaPassage(
                source,
                offset(source, value.getRange().get().begin),
                offset(source, value.getRange().get().end) + 1,
                shape,
                text.get(),
                delimiter,
                hasComment(value)));
    }

    private static boolean hasComment(Expression value) {
        return value.getTokenRange().stream()
                .flatMap(tokens -> StreamSupport.stream(tokens.spliterator(), false))
                .anyMatch(token -> token.getCategory().isComment());
    }

    private static Optional<String> said(Expression value, String delimiter) {
        if (value instanceof StringLiteralExpr literal) {
            return Optional.of(unicode(literal.getValue()).translateEscapes());
        }
        if (value instanceof TextBlockLiteralExpr block) {
            return Optional.of(LINES.matcher(unicode(block.getValue()))
                    .replaceAll("\n")
                    .stripIndent()
                    .translateEscapes());
        }
        if (value instanceof EnclosedExpr enclosed) {
            return said(enclosed.getInner(), delimiter);
        }
        if (value instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return said(sum.getLeft(), delimiter)
                    .flatMap(left -> said(sum.getRight(), delimiter).map(right -> left + right));
        }
        if (value instanceof ArrayInitializerExpr array) {
            final List<String> elements = new ArrayList<>();
            for (final Expression element : array.getValues()) {
                final Optional<String> said = said(element, delimiter);
                if (said.isEmpty()) {
                    return Optional.empty();
                }
                elements.add(said.get());
            }
            return Optional.of(String.join(delimiter, elements));
        }
        return Optional.empty();
    }

    /** The escapes that a compiler takes away before all others. */
    private static String unicode(String raw) {
        final StringBuilder plain = new StringBuilder();
        int backslashes = 0;
        for (int i = 0; i < raw.length(); i++) {
            final char sign = raw.charAt(i);
            if (sign == '\\' && i + 1 < raw.length() && raw.charAt(i + 1) == 'u' && backslashes % 2 == 0) {
                int digits = i + 1;
                while (raw.charAt(digits) == 'u') {
                    digits++;
                }
                plain.append((char) Integer.parseInt(raw.substring(digits, digits + 4), 16));
                i = digits + 3;
                continue;
            }
            backslashes = sign == '\\' ? backslashes + 1 : 0;
            plain.append(sign);
        }
        return plain.toString();
    }

    /** Lines and columns count from 1, and characters are those of Java. */
    private static int offset(String source, Position position) {
        int at = 0;
        for (int line = 1; line < position.line; line++) {
            final int feed = source.indexOf('\n', at);
            final int carriage = source.indexOf('\r', at);
            final boolean isPair = carriage >= 0 && carriage + 1 == feed;
            at = (isPair || carriage < 0 || (feed >= 0 && feed < carriage) ? feed : carriage) + 1;
        }
        return at + position.column - 1;
    }

    @Override
    public String with(int from, int to, String replacement) {
        if (hasComment) {
            throw new ExportRefused("a comment stands between the pieces of the string, and would be lost; move it");
        }
        final String changed = text.substring(0, from) + replacement + text.substring(to);
        final String written = switch (shape) {
            case LITERAL -> quoted(changed);
            case BLOCK -> block(changed);
            case SUM -> joined(changed, "\n", true, " + ", "+ ", "");
            case ARRAY -> "{" + joined(changed, delimiter, false, ", ", "", ",") + "}";
        };
        return source.substring(0, start) + LineEnds.like(source, written) + source.substring(end);
    }

    /** A literal for each line, on lines of their own if the old ones stood so. */
    private String joined(String said, String separator, boolean keeps, String beside, String before, String behind) {
        final List<String> pieces = new ArrayList<>();
        int at = 0;
        for (int next = said.indexOf(separator);
                !separator.isEmpty() && next >= 0;
                next = said.indexOf(separator, at)) {
            pieces.add(said.substring(at, keeps ? next + separator.length() : next));
            at = next + separator.length();
        }
        if (!keeps || at < said.length() || pieces.isEmpty()) {
            pieces.add(said.substring(at));
        }
        final List<String> quoted = pieces.stream().map(JavaPassage::quoted).toList();
        final String old = LineEnds.plain(source.substring(start, end));
        final int feed = old.indexOf('\n');
        if (feed < 0) {
            return String.join(beside, quoted);
        }
        final String rest = old.substring(feed + 1);
        final String margin =
                rest.substring(0, rest.length() - rest.stripLeading().length());
        return keeps
                ? String.join("\n" + margin + before, quoted)
                : "\n" + margin + String.join(behind + "\n" + margin, quoted) + "\n"
                        + margin.substring(0, Math.max(0, margin.length() - closing(old)));
    }

    /** By how much less the closing brace of an array is indented than its elements. */
    private static int closing(String old) {
        final String last = old.substring(old.lastIndexOf('\n') + 1);
        final String first = old.substring(old.indexOf('\n') + 1);
        return Math.max(
                0,
                (first.length() - first.stripLeading().length())
                        - (last.length() - last.stripLeading().length()));
    }

    private static String quoted(String said) {
        final StringBuilder literal = new StringBuilder("\"");
        said.chars()
                .forEach(sign -> literal.append(
                        sign == '"' ? "\\\"" : sign == '\n' ? "\\n" : sign == '\t' ? "\\t" : escaped(sign)));
        return literal.append('"').toString();
    }

    private static String escaped(int sign) {
        if (sign == '\\') {
            return "\\\\";
        }
        if (sign == '\r') {
            return "\\r"; // as a code point the compiler would take it for a line break
        }
        final boolean isSeen = sign >= ' '
                && Character.getType(sign) != Character.FORMAT
                && Character.getType(sign) != Character.CONTROL;
        return isSeen ? String.valueOf((char) sign) : String.format(Locale.ROOT, "\\u%04x", sign);
    }

    private String block(String said) {
        final String old = LineEnds.plain(source.substring(start, end));
        final String rest = old.substring(old.indexOf('\n') + 1);
        final String margin = margin(rest);
        final boolean endsWithLine = said.endsWith("\n");
        final String[] lines = (endsWithLine ? said.substring(0, said.length() - 1) : said).split("\n", -1);
        final boolean shifts = !endsWithLine
                && Stream.of(lines).allMatch(line -> line.isBlank() || Character.isWhitespace(line.charAt(0)));
        final StringBuilder block = new StringBuilder(old.substring(0, old.indexOf('\n') + 1));
        for (int i = 0; i < lines.length; i++) {
            final boolean isLast = i == lines.length - 1;
            final String line = line(lines[i], isLast && !endsWithLine, shifts);
            block.append(line.isEmpty() ? "" : margin).append(line).append(isLast && !endsWithLine ? "" : "\n");
        }
        return block.append(endsWithLine ? margin : "").append(BLOCK).toString();
    }

    /** What all lines are indented by, the closing delimiter's too if it stands alone. */
    private static String margin(String rest) {
        String least = null;
        for (final String line : rest.split("\n", -1)) {
            final String space =
                    line.substring(0, line.length() - line.stripLeading().length());
            if (!line.isBlank() && (least == null || space.length() < least.length())) {
                least = space;
            }
        }
        return least == null ? "" : least;
    }

    /**
     * A block drops white space at the ends of lines, and at their beginnings what all of them have.
     *
     * @param shifts whether all of them have some
     */
    private static String line(String said, boolean isLast, boolean shifts) {
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < said.length(); i++) {
            final char sign = said.charAt(i);
            final boolean isEdge = (i == 0 && shifts) || i == said.length() - 1;
            if (sign == ' ' && isEdge) {
                line.append("\\s");
            } else if (sign == '\t' && isEdge) {
                line.append("\\t");
            } else if (sign == '"' && (said.startsWith(BLOCK, i) || (isLast && i == said.length() - 1))) {
                line.append("\\\"");
            } else {
                line.append(sign == '\t' ? "\t" : escaped(sign));
            }
        }
        return line.toString();
    }
}
