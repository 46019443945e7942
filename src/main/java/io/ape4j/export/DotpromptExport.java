package io.ape4j.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.format.YamlText;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.Handlebars;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .prompt} file of dotprompt, as Genkit loads it: the fields in front, then a Handlebars template with a marker
 * before each message.
 */
final class DotpromptExport extends MessageFormat {
    private static final Handlebars LANGUAGE = new Handlebars();
    private static final Pattern FRONT = Pattern.compile("(?s)\\A---\\s*\\R(?:(.*?)\\R)?---\\s*?(?:\\R|\\z)(.*)\\z");
    private static final Pattern ROLE = Pattern.compile("(?<!\\\\)\\{\\{\\s*role\\s+[\"']([a-z]+)[\"']\\s*\\}\\}");
    private static final String MODEL = "model";
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    @Override
    public String id() {
        return "dotprompt";
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final ObjectNode front = JsonNodeFactory.instance.objectNode();
        final ObjectNode schema = front.putObject("input").putObject("schema");
        winner.fields().forEach(field -> schema.put(field, "string"));
        final StringBuilder out =
                new StringBuilder("---\n").append(YamlText.write(front)).append("---\n");
        for (int i = 0; i < messages.size(); i++) {
            final MessageTemplate message = messages.get(i);
            final String text = LANGUAGE.write(message);
            refuse(message, text, i == messages.size() - 1);
            out.append("{{role \"").append(role(message.role())).append("\"}}").append(text);
        }
        return Map.of("ape4j.prompt", out.toString());
    }

    private static void refuse(MessageTemplate message, String text, boolean isLast) {
        if (message.isBlank()) {
            throw new ExportRefused("dotprompt leaves out the blank message that the prompt has; export it as json");
        }
        if (text.contains("<<<dotprompt:") || text.indexOf('\0') >= 0) {
            throw new ExportRefused("the prompt has text that dotprompt takes for its own marks; export it as json");
        }
        if (isLast ? isCutOff(text) : text.endsWith("{") || text.endsWith("\\")) {
            throw new ExportRefused("dotprompt cuts off the white space at the end of the prompt, or takes its last"
                    + " brace or backslash for its own; export it as json");
        }
    }

    /** White space as JavaScript has it. */
    private static boolean isCutOff(String text) {
        final int last = text.codePointBefore(text.length());
        return Character.isWhitespace(last) || Character.isSpaceChar(last) || last == BYTE_ORDER_MARK;
    }

    private static String role(Role role) {
        return role == Role.ASSISTANT ? MODEL : role.wireName();
    }

    @Override
    public boolean isIn(String name, String text) {
        return name.toLowerCase(Locale.ROOT).endsWith(".prompt");
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final String source = OneFile.of(files);
        final Matcher front = FRONT.matcher(source);
        final String body = front.matches() ? String.valueOf(front.group(2)).strip() : source;
        final List<MessageTemplate> messages = new ArrayList<>();
        final Matcher marker = ROLE.matcher(body);
        Role role = Role.USER;
        int from = 0;
        while (marker.find()) {
            add(messages, role, body.substring(from, marker.start()));
            role = role(String.valueOf(marker.group(1)));
            from = marker.end();
        }
        add(messages, role, body.substring(from));
        return messages;
    }

    private static void add(List<MessageTemplate> messages, Role role, String text) {
        if (!text.isBlank()) {
            messages.add(new MessageTemplate(role, LANGUAGE.read(text)));
        }
    }

    private static Role role(String name) {
        return name.equals(MODEL) ? Role.ASSISTANT : Role.ofWireName(name);
    }
}
