package io.ape4j.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.format.YamlText;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.MessageTemplate.Piece;
import io.ape4j.export.template.SemanticKernelTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt function of Semantic Kernel as YAML. Each message is an element, also where there is only one: the kernel
 * escapes the values of fields, and only what it reads as messages is unescaped again.
 */
final class SemanticKernelExport extends MessageFormat {
    private static final SemanticKernelTemplate LANGUAGE = new SemanticKernelTemplate();
    private static final Pattern MESSAGE =
            Pattern.compile("(?s)\\s*<message\\s+role=\"(system|user|assistant)\"\\s*>(.*?)</message>\\s*");
    private static final TemplateLanguage IN_MESSAGE = new InMessage();
    private static final Pattern REFERENCE = Pattern.compile("&(lt|gt|amp|quot|apos|#13);|&");

    @Override
    public String id() {
        return "semantic-kernel";
    }

    /** The template language within the elements of messages, which are XML. */
    private static final class InMessage implements TemplateLanguage {
        @Override
        public String write(MessageTemplate message) {
            final String text = LANGUAGE.write(message);
            requireXml(text);
            return escaped(text);
        }

        @Override
        public List<Piece> read(String text) {
            return LANGUAGE.read(unescaped(text));
        }
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    public TemplateLanguage languageIn(String file) {
        return file.contains("<message ") ? IN_MESSAGE : LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final StringBuilder template = new StringBuilder();
        for (final MessageTemplate message : messages) {
            template.append("<message role=\"")
                    .append(message.role().wireName())
                    .append("\">")
                    .append(IN_MESSAGE.write(message))
                    .append("</message>\n");
        }
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", winner.provenance().task().replaceAll("[^A-Za-z0-9_]", "_"));
        root.put("description", "The prompt that a search has found");
        root.put("template_format", "semantic-kernel");
        root.put("template", template.toString());
        final ArrayNode variables = root.putArray("input_variables");
        winner.fields()
                .forEach(field -> variables
                        .addObject()
                        .put("name", field)
                        .put("description", "an input field")
                        .put("is_required", true));
        return Map.of("prompt.yaml", YamlText.write(root));
    }

    private static void requireXml(String text) {
        if (!text.codePoints().allMatch(SemanticKernelExport::isXml)) {
            throw new ExportRefused(
                    "Semantic Kernel reads messages as XML, which can't hold the control characters that"
                            + " the prompt has; export it as json");
        }
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= ' ' && point != 0xFFFE && point != 0xFFFF && !Character.isISOControl(point));
    }

    /** Quotes stay as they are: they also stand in the expressions, which the kernel reads before the XML. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    @Override
    public boolean isIn(String name, String text) {
        final String lower = name.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".yaml") || lower.endsWith(".yml")) && isFunction(text);
    }

    private static boolean isFunction(String text) {
        try {
            return YamlText.read(text).path("template").isTextual();
        } catch (IllegalArgumentException e) {
            return false; // another format says what is wrong with it
        }
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final JsonNode root = YamlText.read(OneFile.of(files));
        final String language = root.path("template_format").asText("semantic-kernel");
        if (!language.equals("semantic-kernel")) {
            throw new IllegalArgumentException("its template_format is " + language + "; only semantic-kernel is read");
        }
        final String template = root.path("template").textValue();
        final List<MessageTemplate> messages = new ArrayList<>();
        final Matcher message = MESSAGE.matcher(template);
        int from = 0;
        while (message.find() && message.start() == from) {
            messages.add(new MessageTemplate(
                    Role.ofWireName(String.valueOf(message.group(1))),
                    IN_MESSAGE.read(String.valueOf(message.group(2)))));
            from = message.end();
        }
        if (messages.isEmpty()) {
            return List.of(new MessageTemplate(Role.USER, LANGUAGE.read(template)));
        }
        if (from < template.length()) {
            throw new IllegalArgumentException(
                    "its template has something besides messages with a role; keep <message role=\"...\"> alone");
        }
        return messages;
    }

    private static String unescaped(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(character(String.valueOf(found.group()))));
    }

    private static String character(String reference) {
        return switch (reference) {
            case "&lt;" -> "<";
            case "&gt;" -> ">";
            case "&amp;" -> "&";
            case "&quot;" -> "\"";
            case "&apos;" -> "'";
            case "&#13;" -> "\r";
            default ->
                throw new IllegalArgumentException(
                        "its template is no XML: " + reference + " stands alone; write it as &amp;");
        };
    }
}
