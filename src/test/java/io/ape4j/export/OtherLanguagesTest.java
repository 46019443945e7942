package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
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
        final ArrayNode asked = asked("dotprompt", "ape4j.prompt", carried);

        final JsonNode rendered = JSON.readTree(
                tool.run(Map.of(), asked.toString(), List.of("node", InstalledTool.script("dotprompt.cjs"))));

        assertRendered(carried, rendered);
    }

    @Test
    void gitHubsFileMeansTheSameToAnotherReaderOfYaml() throws IOException {
        final InstalledTool tool = InstalledTool.named("dspy", "bin/python");
        final List<Prompt> carried = new ArrayList<>();
        final ArrayNode asked = asked("github", "ape4j.prompt.yml", carried);

        final JsonNode rendered = JSON.readTree(tool.run(Map.of(), asked.toString(), python(tool, "github_prompt.py")));

        assertRendered(carried, rendered);
    }

    @Test
    void openAisOwnClientSendsWhatThePromptRenders() throws IOException {
        final InstalledTool tool = InstalledTool.named("dspy", "bin/python"); // DSPy brings the client along
        final List<Prompt> carried = new ArrayList<>();
        final ObjectNode asked = JSON.createObjectNode();
        asked.set("requests", asked("openai", "messages.json", carried));
        final List<List<Message>> sent;
        try (StubServer server = StubServer.answering(request -> "ok")) {
            asked.put("base", server.url(StubProtocol.OPENAI));
            tool.run(Map.of(), asked.toString(), python(tool, "openai_chat.py"));
            sent = server.log().stream().map(StubRequest::messages).toList();
        }

        assertThat(carried).hasSizeGreaterThan(HOSTILE.size());
        assertThat(sent)
                .isEqualTo(carried.stream()
                        .map(prompt -> prompt.answering().render(VALUES, Map.of()))
                        .toList());
    }

    private static List<String> python(InstalledTool tool, String script) {
        return List.of(tool.folder().resolve("bin/python").toString(), InstalledTool.script(script));
    }

    /** Of the prompts that a format carries, its file and the values to fill in. */
    private static ArrayNode asked(String format, String file, List<Prompt> carried) {
        final ArrayNode asked = JSON.createArrayNode();
        for (final Prompt prompt : prompts()) {
            try {
                final String source =
                        Exports.named(format).files(Exporting.winner(prompt)).get(file);
                asked.addObject().put("source", source).set("values", JSON.valueToTree(VALUES));
                carried.add(prompt);
            } catch (ExportRefused e) {
                assertThat(e).hasMessageNotContaining("null"); // what is refused is tried in CarriedOrRefusedTest
            }
        }
        return asked;
    }

    private static void assertRendered(List<Prompt> carried, JsonNode rendered) {
        assertThat(carried).hasSizeGreaterThan(HOSTILE.size());
        assertThat(rendered).hasSameSizeAs(carried);
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
