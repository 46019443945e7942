package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The template language of prompt files: <code>{{field}}</code>, and a backslash before braces that are text. */
public final class OwnTemplate implements TemplateLanguage {
    private static final Pattern TOKEN = Pattern.compile("\\\\\\{\\{|\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}");

    @Override
    public String write(MessageTemplate message) {
        return message.write();
    }

    @Override
    public List<Piece> read(String text) {
        return Tokens.read(
                text,
                TOKEN,
                token -> Optional.of(
                        token.group(1) == null ? Piece.literal("{{") : Piece.field(String.valueOf(token.group(1)))),
                "fields such as {{name}}");
    }
}
