package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.model.Answer;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.TemplateText;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.TaskProfile;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operator.Parent;
import io.ape4j.propose.operator.Operators;
import io.ape4j.propose.operator.Setting;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.file.PromptFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What stands outside of the marks stays byte for byte: under all operators, and through every export. */
class MarkedExportTest {
    private static final List<String> FIELDS = Prompts.FIELDS;
    private static final PromptTemplate STANDARD = PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT);
    private static final Map<String, String> VALUES = Prompts.fields("{{tone}}", "so {{#instruction}}");
    private static final Pattern PAGE = Pattern.compile("(?s)## user\n\n(`{3,})text\n(.*?)\n\\1\n");
    private static final Task TASK = task();
    private static final TaskProfile PROFILE = TaskProfile.of(TASK);

    /** Pieces of text round an instruction and an output format, both marked. */
    private static String expected(List<String> around, Prompt prompt) {
        return filledIn(around.get(0))
                + prompt.instruction()
                + filledIn(around.get(1))
                + prompt.answering().text(Part.OUTPUT_FORMAT)
                + filledIn(around.get(2));
    }

    private static Prompt marked(List<String> around) {
        return PromptFile.parse(
                        around.get(0) + "{{#instruction}}Say it. Be brief.{{/instruction}}" + around.get(1)
                                + "{{#outputFormat}}One line.{{/outputFormat}}" + around.get(2),
                        FIELDS,
                        STANDARD)
                .prompt();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void whatIsOutsideStaysUnderAllOperators(@ForAll("around") List<String> around, @ForAll long seed) {
        final Prompt first = marked(ended(around));
        Prompt mother = first;
        Prompt father = first;
        for (int i = 0; i < 3; i++) {
            for (final Operator operator : Operators.all()) {
                final Prompt child = applied(operator, List.of(mother, father, first, mother), seed + i)
                        .orElse(mother);

                assertThat(rendered(child)).as(operator.operatorName()).isEqualTo(expected(ended(around), child));
                father = mother;
                mother = child;
            }
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void whatIsOutsideStaysThroughEveryExport(@ForAll("around") List<String> around, @ForAll long seed)
            throws JsonProcessingException {
        Prompt prompt = marked(ended(around));
        for (final Operator operator : Operators.all()) {
            prompt = applied(operator, List.of(prompt, prompt, prompt, prompt), seed)
                    .orElse(prompt);
        }
        final String expected = expected(ended(around), prompt);

        for (final ExportFormat format : Exports.all()) {
            final Map<String, String> files;
            try {
                files = format.files(prompt, FIELDS, Exporting.PROVENANCE);
            } catch (ExportRefused e) {
                assertThat(format.id()).as("never refused").isNotEqualTo("json");
                continue;
            }
            assertThat(read(format.id(), files)).as(format.id()).isEqualTo(expected);
        }
    }

    @Example
    void everyFormatCarriesAnOrdinaryMarkedPrompt() throws JsonProcessingException {
        final List<String> around = List.of(
                "You work for Blue Harbour.\n\n", "  Be kind. ", "\n\n\tText: {{text}}\nTone: {{tone}}\nAnswer:");
        final Prompt prompt = marked(around);

        for (final ExportFormat format : Exports.all()) {
            final Map<String, String> files = format.files(prompt, FIELDS, Exporting.PROVENANCE);

            assertThat(read(format.id(), files)).as(format.id()).isEqualTo(expected(around, prompt));
            assertThat(read(format.id(), files))
                    .startsWith("You work for Blue Harbour.\n\nSay it. Be brief.  Be kind. One line.\n\n\tText: ");
        }
    }

    private static String read(String format, Map<String, String> files) throws JsonProcessingException {
        return switch (format) {
            case "json" -> rendered(PromptJson.read(new JsonMapper().readTree(files.get("prompt.json"))));
            case "txt" ->
                rendered(PromptFile.parse(String.valueOf(files.get("prompt.txt")), FIELDS, STANDARD)
                        .prompt());
            case "md" -> page(String.valueOf(files.get("prompt.md")));
            case "langchain4j" -> AiServiceLoader.messages(files, VALUES).get(0).text();
            default -> Readers.read(format, files, STANDARD, VALUES).get(0).text();
        };
    }

    private static String page(String page) {
        final Matcher matcher = PAGE.matcher(page);
        assertThat(matcher.find()).isTrue();
        return filledIn(matcher.group(2));
    }

    private static String filledIn(String template) {
        return TemplateText.parse(template).render(slot -> String.valueOf(VALUES.get(slot)), slot -> false);
    }

    private static String rendered(Prompt prompt) {
        final List<Message> messages = prompt.answering().render(VALUES, Map.of());
        assertThat(messages).hasSize(1);
        return messages.get(0).text();
    }

    /** Something at both ends, since a file's white space there is not part of a message; and both fields. */
    private static List<String> ended(List<String> around) {
        return List.of("<" + around.get(0), around.get(1), around.get(2) + "{{text}} {{tone}}>");
    }

    private static Optional<Prompt> applied(Operator operator, List<Prompt> prompts, long seed) {
        final List<Mistake> mistakes =
                List.of(new Mistake(TASK.examples(Split.SELECT).get(0), "wrong"));
        final List<Parent> parents = prompts.stream()
                .limit(operator.arity())
                .map(prompt -> new Parent(prompt, mistakes))
                .toList();
        final Setting setting = new Setting(
                TASK,
                PROFILE,
                new Proposer(TASK, PROFILE, Proposer.Settings.STANDARD),
                new SplittableRandom(seed),
                seed,
                3);
        if (!operator.appliesTo(parents, setting)) {
            return Optional.empty();
        }
        Asking<Optional<Prompt>> state = operator.apply(parents, setting);
        while (state instanceof Asking.Ask<Optional<Prompt>> ask) {
            state = ask.next()
                    .apply(Answer.of("Write {{text}} in {x} " + seed + ". Now.", Answer.Finish.STOP, Usage.NONE));
        }
        return ((Asking.Done<Optional<Prompt>>) state).value();
    }

    @Provide
    static Arbitrary<List<String>> around() {
        return Arbitraries.of(
                        " ",
                        "\n",
                        "\n\n",
                        "\t",
                        "word",
                        "Input:",
                        "{{text}}",
                        "{{tone}}",
                        "\\{{",
                        "{{ 1 }}",
                        "$1",
                        "}",
                        "Gr\u00fc\u00dfe.",
                        "---")
                .list()
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces))
                .list()
                .ofSize(3);
    }

    private static Task task() {
        final TaskBuilder task = TaskBuilder.named("say")
                .description("Say it in a tone.")
                .fields(FIELDS)
                .maxTokens(100);
        for (int i = 0; i < 8; i++) {
            task.example(
                    Prompts.fields("text " + i, "tone"), List.of("out " + i), i < 6 ? Split.PROPOSE : Split.SELECT);
        }
        return task.build();
    }
}
