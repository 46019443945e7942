package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TemplateText;
import io.ape4j.prompt.TextPart;
import io.ape4j.task.file.PromptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Case 17 of the reliability list: a value that looks like a place holder is never expanded again, neither when a prompt
 * is rendered nor when what was exported is filled in by the reader of that format.
 */
class SubstitutionTest {
    private static final Pattern FENCED =
            Pattern.compile("(?s)## (system|user|assistant)\n\n(`{3,})text\n(.*?)\n\\2\n");

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void case17WhatFillsASlotIsNeverExpandedAgain(
            @ForAll("sources") String source,
            @ForAll("values") String instruction,
            @ForAll("values") String text,
            @ForAll("values") String tone) {
        final TemplateText template = TemplateText.parse(source);
        final PromptTemplate frame = new PromptTemplate(
                List.of(new TemplateMessage(Role.USER, template)),
                TemplateText.parse("{{text}}"),
                TemplateText.parse("{{output}}"),
                DemonstrationsAs.TEXT);
        final Prompt prompt =
                Prompt.ofInstruction(frame, "x").with(Part.INSTRUCTION, new TextPart("<" + instruction + ">"));

        final List<Message> rendered = prompt.answering().render(Prompts.fields(text, tone), Map.of());

        assertThat(rendered)
                .containsExactly(Message.user(
                        expected(source, Map.of("instruction", "<" + instruction + ">", "text", text, "tone", tone))));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void case17AnExportFilledInByItsReaderIsWhatThePromptRenders(
            @ForAll("prompts") Prompt prompt, @ForAll("values") String text, @ForAll("values") String tone)
            throws JsonProcessingException {
        final Map<String, String> values = Prompts.fields(text, tone);

        for (final ExportFormat format : Exports.all()) {
            final Map<String, String> files;
            try {
                files = format.files(prompt, Exporting.FIELDS, Exporting.PROVENANCE);
            } catch (ExportRefused e) {
                continue;
            }

            assertThat(filledIn(format.id(), files, prompt, values))
                    .as(format.id())
                    .isEqualTo(prompt.answering().render(Readers.handedOn(format.id(), values), Map.of()));
        }
    }

    private static List<Message> filledIn(
            String format, Map<String, String> files, Prompt prompt, Map<String, String> values)
            throws JsonProcessingException {
        return switch (format) {
            case "json" ->
                PromptJson.read(new JsonMapper().readTree(files.get("prompt.json")))
                        .answering()
                        .render(values, Map.of());
            case "txt" ->
                PromptFile.parse(
                                String.valueOf(files.get("prompt.txt")),
                                Exporting.FIELDS,
                                prompt.answering().template())
                        .prompt()
                        .answering()
                        .render(values, Map.of());
            case "md" -> fenced(String.valueOf(files.get("prompt.md")), values);
            case "langchain4j" -> AiServiceLoader.messages(files, values);
            default -> Readers.read(format, files, prompt.answering().template(), values);
        };
    }

    private static List<Message> fenced(String page, Map<String, String> values) {
        final List<Message> messages = new ArrayList<>();
        final Matcher matcher = FENCED.matcher(page);
        while (matcher.find()) {
            messages.add(new Message(
                    Role.ofWireName(matcher.group(1)),
                    TemplateText.parse(matcher.group(3))
                            .render(slot -> String.valueOf(values.get(slot)), slot -> false)));
        }
        return messages;
    }

    /** From left to right by hand: a slot that is known is copied from its value, and nothing is looked at twice. */
    private static String expected(String source, Map<String, String> values) {
        final StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            final int from = at;
            final String slot = values.keySet().stream()
                    .filter(name -> source.startsWith("{{" + name + "}}", from))
                    .findFirst()
                    .orElse("");
            if (source.startsWith("\\{{", at)) {
                out.append("{{");
                at += 3;
            } else if (!slot.isEmpty()) {
                out.append(values.get(slot));
                at += slot.length() + 4;
            } else {
                out.append(source.charAt(at));
                at++;
            }
        }
        return out.toString();
    }

    @Provide
    static Arbitrary<String> sources() {
        return Arbitraries.of(
                        "{{instruction}}",
                        "{{text}}",
                        "{{tone}}",
                        "\\{{text}}",
                        "\\{{",
                        " two words ",
                        "\n",
                        "}}",
                        "{",
                        "$1",
                        "{{ 1 }}",
                        "-")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(pieces -> "." + String.join("", pieces) + ".");
    }

    @Provide
    static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Prompts.texts(),
                Arbitraries.of(
                        "{{text}}",
                        "{{tone}}",
                        "{{instruction}}",
                        "{{ text }}",
                        "\\{{text}}",
                        "{{{text}}}",
                        "{",
                        "}",
                        "{{",
                        "${text}",
                        "{text}",
                        "%s",
                        "{{demonstrations}}",
                        "{{stage.main}}",
                        "\uE0000\uE000",
                        "{{current_date}}"));
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }
}
