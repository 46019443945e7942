package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text in which <code>{{field}}</code> is replaced by a value and nothing else is special: there is no escape. */
public final class PlainSlots implements TemplateLanguage {
    private static final Pattern SLOT = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}");

    @Override
    public String write(MessageTemplate message) {
        return message.write(literal -> literal, field -> "{{" + field + "}}");
    }

    @Override
    public List<Piece> read(String text) {
        return Tokens.read(text, SLOT, slot -> Optional.of(Piece.field(slot.group(1))), "fields such as {{name}}");
    }
}
