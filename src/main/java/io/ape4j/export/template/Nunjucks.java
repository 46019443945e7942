package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import io.ape4j.task.text.Shown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nunjucks without HTML escapes, as promptfoo uses it. Braces that would open a tag are written as a quoted text in one. */
public final class Nunjucks implements TemplateLanguage {
    private static final Pattern OPENING = Pattern.compile("\\{\\{+[%#]?|\\{[%#]|\\{$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> TAKEN =
            Set.of("and", "else", "false", "if", "in", "is", "none", "not", "null", "or", "true");
    private static final Pattern TOKEN =
            Pattern.compile("\\{\\{\\s*(?:\"([{%#]+)\"|([A-Za-z_][A-Za-z0-9_]*))\\s*\\}\\}|\\{[{%#]");

    @Override
    public String write(MessageTemplate message) {
        return message.write(
                literal -> OPENING.matcher(literal)
                        .replaceAll(found -> Matcher.quoteReplacement("{{ \"" + found.group() + "\" }}")),
                field -> "{{ " + name(field) + " }}");
    }

    private static String name(String field) {
        if (!NAME.matcher(field).matches() || TAKEN.contains(field)) {
            throw new ExportRefused("the field " + Shown.quoted(field) + " is no name in Nunjucks templates; call it"
                    + " something else, or export it as json");
        }
        return field;
    }

    @Override
    public List<Piece> read(String text) {
        return Tokens.read(text, TOKEN, Nunjucks::meaning, "fields such as {{ name }}");
    }

    private static Optional<Piece> meaning(Matcher token) {
        return token.group(1) != null
                ? Optional.of(Piece.literal(token.group(1)))
                : Optional.ofNullable(token.group(2)).map(Piece::field);
    }
}
