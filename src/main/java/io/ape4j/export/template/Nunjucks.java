package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nunjucks without HTML escapes, as promptfoo uses it. Braces that would open a tag are written as a quoted text in one. */
public final class Nunjucks implements TemplateLanguage {
    private static final Pattern OPENING = Pattern.compile("\\{\\{+[%#]?|\\{[%#]|\\{$");
    private static final FieldNames NAMES = new FieldNames(
            "Nunjucks",
            FieldNames.IDENTIFIER,
            Set.of("and", "else", "false", "if", "in", "is", "none", "not", "null", "or", "true"));
    private static final Pattern TOKEN =
            Pattern.compile("\\{\\{\\s*(?:\"([{%#]+)\"|([A-Za-z_][A-Za-z0-9_]*))\\s*\\}\\}|\\{[{%#]");

    @Override
    public String write(MessageTemplate message) {
        return message.write(
                literal -> OPENING.matcher(literal)
                        .replaceAll(found -> Matcher.quoteReplacement("{{ \"" + found.group() + "\" }}")),
                field -> "{{ " + NAMES.require(field) + " }}");
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
