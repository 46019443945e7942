package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TextPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports for tools of other languages, loaded by those tools. */
class OtherLanguagesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> VALUES =
            Prompts.fields(" {{tone}} $1 \\ \"q\" <b>&amp; \u6F22\uD83D\uDE00\n", "'warm' {{role \"system\"}} {% x %}");

    private static final List<String> HOSTILE = List.of(
            "Rewrite it.",
            "Keep {{x}} and }} and ```.",
            "{{{a}}} {{#each b}} {{/each}} {{> c}} {{!-- d --}} {{{{raw}}}}",
            "{{role \"system\"}} and {{history}}",
            "{% raw %}{{ x }}{# y #}",
            "a\\b \\n \\\\ $1 ${text} %s",
            "---\nmodel: x\n---\nGo.",
            "Quote \"this\" and 'that' & <message role=\"user\">.",
            "Gr\u00fc\u00dfe \u6F22\u5B57 \uD83D\uDE00 e\u0301\u200b",
            "One.\n\n\n   Two. \n\tThree.");

    @TempDir
    private Path folder;

    @Test
    void dotpromptSendsWhatThePromptRenders() throws IOException {
        final InstalledTool tool = InstalledTool.named("dotprompt", "node_modules/dotprompt/package.json");
        final List<Prompt> carried = new ArrayList<>();
        final ArrayNode asked = JSON.createArrayNode();
        for (final Prompt prompt : prompts()) {
            try {
                final ObjectNode one = asked.addObject();
                one.put(
                        "source",
                        Exports.named("dotprompt")
                                .files(Exporting.winner(prompt))
                                .get("ape4j.prompt"));
                one.set("values", JSON.valueToTree(VALUES));
                carried.add(prompt);
            } catch (ExportRefused e) {
                asked.remove(asked.size() - 1);
            }
        }

        final JsonNode rendered = JSON.readTree(
                tool.run(Map.of(), asked.toString(), List.of("node", InstalledTool.script("dotprompt.cjs"))));

        assertThat(carried).hasSizeGreaterThan(HOSTILE.size());
        for (int i = 0; i < carried.size(); i++) {
            assertThat(messages(rendered.get(i)))
                    .isEqualTo(carried.get(i).answering().render(VALUES, Map.of()));
        }
    }

    @Test
    void dspyLoadsTheInstructionAndTheDemonstrations() throws IOException {
        final InstalledTool tool = InstalledTool.named("dspy", "bin/python");
        final Prompt prompt = Exporting.full(Layout.USER, DemonstrationsAs.TEXT)
                .with(Part.TRIGGER, new TextPart(""))
                .with(Part.INSTRUCTION, new TextPart(String.join("\n", HOSTILE).replace('\t', ' ')));
        final Path program = folder.resolve("program.json");
        Files.writeString(
                program, Exports.named("dspy").files(Exporting.winner(prompt)).get("program.json"));

        final JsonNode loaded = JSON.readTree(tool.run(
                Map.of("LITELLM_LOCAL_MODEL_COST_MAP", "True", "DSPY_CACHEDIR", folder.toString()),
                "",
                List.of(
                        tool.folder().resolve("bin/python").toString(),
                        InstalledTool.script("predict.py"),
                        "text, tone -> output",
                        program.toString())));

        assertThat(loaded.path("instructions").asText())
                .isEqualTo(prompt.instruction() + "\n\n" + prompt.answering().text(Part.OUTPUT_FORMAT));
        assertThat(loaded.path("demos")).hasSize(2);
        assertThat(loaded.path("demos").path(1).path("text").asText()).isEqualTo("\u4f60\u597d");
        assertThat(loaded.path("demos").path(1).path("reasoning").asText()).isEqualTo("It is Chinese.");
        assertThat(loaded.path("fields").path("tone").asText()).isEqualTo("Tone:");
    }

    private static List<Prompt> prompts() {
        final List<Prompt> prompts = new ArrayList<>();
        for (final Layout layout : Layout.values()) {
            for (final DemonstrationsAs as : DemonstrationsAs.values()) {
                HOSTILE.forEach(
                        text -> prompts.add(Exporting.full(layout, as).with(Part.INSTRUCTION, new TextPart(text))));
            }
        }
        return prompts;
    }

    private static List<Message> messages(JsonNode rendered) {
        final List<Message> messages = new ArrayList<>();
        rendered.forEach(message -> messages.add(new Message(
                message.path("role").asText().equals("model")
                        ? Role.ASSISTANT
                        : Role.ofWireName(message.path("role").asText()),
                message.path("text").asText())));
        return messages;
    }
}
