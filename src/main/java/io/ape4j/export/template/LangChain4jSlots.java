package io.ape4j.export.template;

import io.ape4j.export.template.MessageTemplate.Piece;
import java.util.List;
import java.util.Set;

/**
 * The templates of LangChain4j: <code>{{field}}</code>, without an escape, so that double braces which are no slot can't
 * be said.
 */
public final class LangChain4jSlots implements TemplateLanguage {
    /** Filled in by LangChain4j's templates themselves, over what is handed in. */
    private static final Set<String> ITS_OWN = Set.of("current_date", "current_time", "current_date_time");

    private static final PlainSlots SLOTS = new PlainSlots();

    @Override
    public String write(MessageTemplate message) {
        return message.write(LangChain4jSlots::literal, LangChain4jSlots::slot);
    }

    @Override
    public List<Piece> read(String text) {
        return SLOTS.read(text);
    }

    private static String slot(String field) {
        if (ITS_OWN.contains(field)) {
            throw new ExportRefused("LangChain4j's templates fill {{" + field
                    + "}} in with the present time; call the field something else, or export it as json");
        }
        return "{{" + field + "}}";
    }

    private static String literal(String text) {
        final boolean touchesSlot = text.endsWith("{") || text.startsWith("}");
        if (text.contains("{{") || text.contains("}}") || touchesSlot) {
            throw new ExportRefused(
                    "the prompt contains literal double braces, or a brace next to a variable, and templates of {{field}} have"
                            + " no escape; export it as json");
        }
        return text;
    }
}
