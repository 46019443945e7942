package io.ape4j.export.place;

import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.LangChain4jSlots;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Role;
import io.ape4j.task.file.PromptFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A named place in an application's own file that holds the messages of a prompt, one passage a message, with
 * <code>{{field}}</code> slots that nothing escapes.
 */
public abstract class MessagePlace implements PromptPlace {
    private static final LangChain4jSlots LANGUAGE = new LangChain4jSlots();

    private final String marker;
    private final ExportFormat resources;

    /**
     * A place.
     *
     * @param marker its name
     * @param resources the format whose files {@code system-message.txt} and {@code user-message.txt} are read as the
     *     passages are
     */
    MessagePlace(String marker, ExportFormat resources) {
        this.marker = marker;
        this.resources = resources;
    }

    /**
     * The messages that stand there, at most one of each role.
     *
     * @throws IllegalArgumentException if there is no such place, more than one, or one that can't be understood
     */
    abstract Map<Role, Passage> messages(String source);

    /**
     * Makes sure that the application fills in these fields.
     *
     * @throws ExportRefused if it can be seen that it doesn't
     */
    void requireFilled(String source, List<String> fields) {}

    final String marker() {
        return marker;
    }

    @Override
    public final List<Passage> passages(String source) {
        return List.copyOf(new EnumMap<>(messages(source)).values());
    }

    @Override
    public final TemplateLanguage language(String source) {
        return LANGUAGE;
    }

    @Override
    public final PromptFile read(String source, List<String> fields, PromptTemplate template) {
        final Map<String, String> texts = new LinkedHashMap<>();
        messages(source).forEach((role, passage) -> {
            passage.requireCertain();
            texts.put(role.wireName() + "-message.txt", passage.text());
        });
        return resources.read(texts, fields, template);
    }

    /**
     * The file with a prompt in the place of what is there.
     *
     * @throws ExportRefused if the place can't hold it so that it is read as it is
     */
    public final String put(String source, Prompt prompt, List<String> fields, PromptTemplate template) {
        final List<MessageTemplate> messages = MessageTemplate.of(prompt, fields);
        final Map<Role, String> texts = texts(messages);
        final Map<Role, Passage> there = messages(source);
        if (!there.keySet().equals(texts.keySet())) {
            throw new ExportRefused("it holds " + named(there.keySet()) + ", and the prompt has "
                    + named(texts.keySet()) + "; make room for these, or search with a template of that shape");
        }
        refuseBareInstruction(there);
        requireFilled(source, fields);
        String changed = source;
        for (final Map.Entry<Role, String> text : texts.entrySet()) {
            final Passage passage = Objects.requireNonNull(messages(changed).get(text.getKey()));
            changed = passage.text().equals(text.getValue()) ? changed : passage.with(text.getValue());
        }
        if (!MessageTemplate.of(read(changed, fields, template).prompt(), fields)
                .equals(messages)) {
            throw new ExportRefused("read back from there, the prompt would be another: it has double braces, or white"
                    + " space at an end, that can't stand there; export it to a file of its own");
        }
        return changed;
    }

    private static Map<Role, String> texts(List<MessageTemplate> messages) {
        final Map<Role, String> texts = new EnumMap<>(Role.class);
        for (final MessageTemplate message : messages) {
            if (texts.put(message.role(), LANGUAGE.write(message)) != null || message.role() == Role.ASSISTANT) {
                throw new ExportRefused(
                        "the prompt has demonstrations as turns, and there is room for one system and one"
                                + " user message; set template.demonstrations to text, or export it to a file of its own");
            }
        }
        return texts;
    }

    /** What an application joins with an input by itself must not become a whole message. */
    private static void refuseBareInstruction(Map<Role, Passage> there) {
        final Passage user = there.get(Role.USER);
        if (there.size() == 1
                && user != null
                && !user.text().isBlank()
                && !user.text().contains("{{")) {
            throw new ExportRefused(
                    "it holds an instruction without {{field}}, and the winner was scored with its slots:"
                            + " empty the place, or write the slots into it, and have the application fill them in");
        }
    }

    private static String named(Iterable<Role> roles) {
        final List<String> names = new ArrayList<>();
        roles.forEach(role -> names.add("a " + role.wireName() + " message"));
        return names.isEmpty() ? "no message" : String.join(" and ", names);
    }
}
