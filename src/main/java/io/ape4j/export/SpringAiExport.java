package io.ape4j.export;

import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.StringTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spring AI's {@code .st} files, one a message: {@code system.st} and {@code user.st}, or with their numbers in front if
 * there are others.
 */
final class SpringAiExport extends MessageFormat {
    private static final StringTemplate LANGUAGE = new StringTemplate();
    private static final Pattern NAME = Pattern.compile("(?:[0-9]{1,4}-)?(system|user|assistant)\\.st");

    @Override
    public String id() {
        return "spring-ai";
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final List<Role> roles = messages.stream().map(MessageTemplate::role).toList();
        final boolean isPlain = roles.equals(List.of(Role.SYSTEM, Role.USER)) || roles.equals(List.of(Role.USER));
        final int digits = String.valueOf(messages.size()).length();
        final Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            final String number = isPlain ? "" : String.format(Locale.ROOT, "%0" + digits + "d-", i + 1);
            files.put(number + roles.get(i).wireName() + ".st", LANGUAGE.write(messages.get(i)));
        }
        return files;
    }

    @Override
    public boolean isIn(String name, String text) {
        return name.toLowerCase(Locale.ROOT).endsWith(".st");
    }

    /** A single file is the user message, whatever it is called, unless its name says otherwise. */
    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final List<MessageTemplate> messages = new ArrayList<>();
        new TreeMap<>(files).forEach((name, text) -> {
            final Matcher known = NAME.matcher(name);
            if (!known.matches() && files.size() > 1) {
                throw new IllegalArgumentException(
                        "whose message is " + name + "? Name one file, or call them system.st and user.st");
            }
            final Role role = known.matches() ? Role.ofWireName(String.valueOf(known.group(1))) : Role.USER;
            messages.add(new MessageTemplate(role, LANGUAGE.read(text)));
        });
        return messages;
    }
}
