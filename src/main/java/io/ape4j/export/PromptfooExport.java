package io.ape4j.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.format.ChatMessages;
import io.ape4j.export.format.JsonText;
import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.format.YamlText;
import io.ape4j.export.promptfoo.MetricScript;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.Nunjucks;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Role;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A config of promptfoo: the prompt, the model that answered, and the task's test examples with a script that scores as
 * the task's metric does. Examples that promptfoo would read as something else are refused.
 */
final class PromptfooExport extends MessageFormat {
    private static final Nunjucks LANGUAGE = new Nunjucks();
    private static final String METRIC = "metric.cjs";

    /** Place holders and tags, which promptfoo fills in also in values; and what it takes for the name of a file. */
    private static final Pattern READ_OTHERWISE =
            Pattern.compile("(?s).*(?:\\{\\{|\\{%|\\{#).*|(?:file|package)://?.*|package:.*");

    @Override
    public String id() {
        return "promptfoo";
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("description", winner.provenance().task());
        root.putArray("prompts").add(JsonText.write(ChatMessages.write(messages, LANGUAGE)));
        final Map<String, String> files = new LinkedHashMap<>();
        root.putArray("providers").add(provider(winner));
        if (winner.task().isPresent()) {
            final Task task = winner.task().get();
            final String script = MetricScript.of(task.metric());
            root.set("tests", tests(task));
            files.put("promptfooconfig.yaml", YamlText.write(root));
            files.put(METRIC, script);
        } else {
            files.put("promptfooconfig.yaml", YamlText.write(root));
        }
        return files;
    }

    private static ObjectNode provider(Winner winner) {
        final String executor = winner.provenance().models().getOrDefault("executor", "openai:MODEL");
        final String name = executor.substring(executor.indexOf(':') + 1).replaceAll(" \\(sha256 .*", "");
        final String kind = executor.startsWith("ollama:") ? "ollama:chat:" : "openai:chat:";
        final ObjectNode provider = JsonNodeFactory.instance.objectNode();
        provider.put("id", kind + name);
        final ObjectNode config = provider.putObject("config");
        config.put("temperature", 0);
        winner.task().ifPresent(task -> {
            config.put("max_tokens", task.output().maxTokens());
            if (!task.output().stop().isEmpty()) {
                task.output().stop().forEach(config.putArray("stop")::add);
            }
        });
        return provider;
    }

    private static ArrayNode tests(Task task) {
        final ArrayNode tests = JsonNodeFactory.instance.arrayNode();
        for (final Example example : task.examples(Split.TEST)) {
            final ObjectNode test = tests.addObject();
            test.put("description", example.id());
            final ObjectNode vars = test.putObject("vars");
            example.fields().forEach((field, value) -> vars.put(field, asItIs(value, example)));
            final ObjectNode assertion = test.putArray("assert").addObject();
            assertion.put("type", "javascript").put("value", "file://" + METRIC);
            final ArrayNode references = assertion.putObject("config").putArray("references");
            example.references().forEach(reference -> references.add(asItIs(reference, example)));
        }
        return tests;
    }

    private static String asItIs(String value, Example example) {
        if (READ_OTHERWISE.matcher(value).matches() || value.endsWith("\n")) {
            throw new ExportRefused("promptfoo would change or look up a value of the example " + example.id()
                    + ", which has double braces, names a file, or ends in a line break; export it as openai for its"
                    + " messages alone");
        }
        return value;
    }

    @Override
    public boolean isIn(String name, String text) {
        final String lower = name.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".yaml") || lower.endsWith(".yml")) && isConfig(text);
    }

    private static boolean isConfig(String text) {
        try {
            return YamlText.read(text).has("prompts");
        } catch (IllegalArgumentException e) {
            return false; // another format says what is wrong with it
        }
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final JsonNode prompts = YamlText.read(OneFile.of(files)).path("prompts");
        final JsonNode prompt = prompts.isArray() && prompts.size() == 1 ? prompts.get(0) : prompts;
        final JsonNode raw = prompt.isObject() ? prompt.path("raw") : prompt;
        if (!raw.isTextual()) {
            throw new IllegalArgumentException("its prompts are not one text; leave one in it");
        }
        final String text = raw.textValue();
        if (text.startsWith("file://")) {
            throw new IllegalArgumentException(
                    "its prompt stands in " + text.substring("file://".length()) + "; name that file");
        }
        final JsonNode messages = JsonText.peek(text);
        return messages.isArray()
                ? ChatMessages.read(messages, LANGUAGE)
                : List.of(new MessageTemplate(Role.USER, LANGUAGE.read(text.stripTrailing())));
    }
}
