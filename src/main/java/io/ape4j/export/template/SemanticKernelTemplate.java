package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Semantic Kernel's own template language: <code>{{$field}}</code>, and quoted text in braces for braces. */
public final class SemanticKernelTemplate implements TemplateLanguage {
    private static final Pattern OPENING = Pattern.compile("\\{\\{+");
    private static final FieldNames NAMES =
            new FieldNames("Semantic Kernel's", Pattern.compile("[A-Za-z0-9_]+"), Set.of());
    private static final Pattern TOKEN =
            Pattern.compile("\\{\\{\\s*(?:(['\"])(\\{+)\\1|\\$([A-Za-z0-9_]+))\\s*\\}\\}|\\{\\{(?!\\{)");

    @Override
    public String write(MessageTemplate message) {
        return message.write(
                literal -> OPENING.matcher(literal).replaceAll("{{ '$0' }}"),
                field -> "{{$" + NAMES.require(field) + "}}");
    }

    @Override
    public List<Piece> read(String text) {
        return Tokens.read(text, TOKEN, SemanticKernelTemplate::meaning, "fields such as {{$name}}");
    }

    private static Optional<Piece> meaning(Matcher token) {
        return token.group(2) != null
                ? Optional.of(Piece.literal(token.group(2)))
                : Optional.ofNullable(token.group(3)).map(Piece::field);
    }
}
