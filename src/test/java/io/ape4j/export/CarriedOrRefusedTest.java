package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TemplateText;
import io.ape4j.task.file.PromptFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Case 21: what a format can't carry it escapes or refuses with a reason, never changes. Each file is read back from its
 * bytes by what is meant to read it: LangChain4j's own templates, the reader of prompt files, a reader of JSON, and the
 * rules of CommonMark for fenced blocks.
 */
class CarriedOrRefusedTest {
    private static final boolean LONG = Boolean.getBoolean("ape4j.long");
    private static final int PROMPTS_A_TRY = LONG ? 100 : 1;
    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void everyFormatCarriesAPromptToTheByteOrRefusesItWithAReason(
            @ForAll("prompts") List<Prompt> prompts, @ForAll("values") Map<String, String> values)
            throws JsonProcessingException {
        for (final Prompt prompt : prompts) {
            for (final ExportFormat format : Exports.all()) {
                final Map<String, String> files;
                try {
                    files = onDisk(format.files(prompt, Exporting.FIELDS, Exporting.PROVENANCE));
                } catch (ExportRefused e) {
                    assertThat(e.getMessage()).contains("as json").hasSizeGreaterThan(40);
                    Statistics.label(format.id()).collect("refused");
                    continue;
                }
                Statistics.label(format.id()).collect("carried");
                assertThat(read(format.id(), files, prompt, values))
                        .as(format.id())
                        .isEqualTo(prompt.answering().render(Readers.handedOn(format.id(), values), Map.of()));
            }
        }
        Statistics.label("json").coverage(checker -> checker.check("refused").count(count -> count == 0));
        for (final String id :
                Exports.ids().stream().filter(id -> !id.equals("json")).toList()) {
            Statistics.label(id).coverage(checker -> {
                checker.check("carried").percentage(share -> share > 5);
                checker.check("refused").percentage(share -> share > 5);
            });
        }
    }

    private static Map<String, String> onDisk(Map<String, String> files) {
        final Map<String, String> read = new LinkedHashMap<>();
        files.forEach((name, text) ->
                read.put(name, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
        return read;
    }

    private static List<Message> read(
            String format, Map<String, String> files, Prompt prompt, Map<String, String> values)
            throws JsonProcessingException {
        final String first = files.values().iterator().next();
        return switch (format) {
            case "txt" ->
                PromptFile.parse(first, Exporting.FIELDS, prompt.answering().template())
                        .prompt()
                        .answering()
                        .render(values, Map.of());
            case "json" -> PromptJson.read(JSON.readTree(first)).answering().render(values, Map.of());
            case "md" -> blocks(first, text -> TemplateText.parse(text).render(slot(values), slot -> false));
            default -> Readers.read(format, files, prompt.answering().template(), values);
        };
    }

    private static Function<String, String> slot(Map<String, String> values) {
        return name -> values.getOrDefault(name, "no field " + name);
    }

    /** The fenced blocks under headings that name roles. */
    private static List<Message> blocks(String page, Function<String, String> fill) {
        final List<Message> messages = new ArrayList<>();
        final String[] lines = page.split("\n", -1);
        String heading = "";
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("## ")) {
                heading = lines[i].substring(3).toUpperCase(Locale.ROOT);
            }
            if (lines[i].startsWith("```")) {
                final String fence = lines[i].replaceFirst("text$", "");
                final List<String> block = new ArrayList<>();
                for (i++; !isClosing(lines[i], fence); i++) {
                    block.add(lines[i]);
                }
                messages.add(new Message(Role.valueOf(heading), fill.apply(String.join("\n", block))));
            }
        }
        return messages;
    }

    /** As CommonMark has it: at most three blanks, at least as many backticks, then blanks alone. */
    private static boolean isClosing(String line, String fence) {
        return line.matches(" {0,3}`{" + fence.length() + ",}[ \t]*");
    }

    @Provide
    static Arbitrary<List<Prompt>> prompts() {
        final Arbitrary<String> hostile = Arbitraries.of(
                        "{{x}}",
                        "{{ text }}",
                        "{{text}}",
                        "{",
                        "}",
                        "\\",
                        "\\{{",
                        "````",
                        "\u001b]0;t\u0007",
                        "\u009b2J",
                        "\u202e",
                        "\u2066",
                        "\0",
                        "\r",
                        "\ud800",
                        "\udc00",
                        "\u2028",
                        "\ufeff",
                        "=cmd()",
                        "</script>",
                        "## user",
                        "word ")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
        final Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(6);
        final Arbitrary<String> texts = Arbitraries.oneOf(Prompts.tameTexts(), Prompts.texts(), hostile, any);
        return Arbitraries.oneOf(Prompts.prompts(Prompts.tameTexts()), Prompts.prompts(texts))
                .list()
                .ofSize(PROMPTS_A_TRY);
    }

    @Provide
    static Arbitrary<Map<String, String>> values() {
        return Prompts.values();
    }
}
