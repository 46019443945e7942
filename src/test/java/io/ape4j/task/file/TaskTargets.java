package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.TemplateText;
import io.ape4j.task.Task;
import io.ape4j.task.start.NewTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** Readers of a task's files. */
public final class TaskTargets {
    private static final List<String> FIELDS = List.of("message");
    private static final String FULL = TaskFolder.YAML + """
            description: "x \\u00e4"
            output: {maxTokens: 16, stop: ["\\n"], labels: [billing, shipping]}
            baseline: baseline.txt
            template: {layout: user, demonstrations: turns, prompt: "{{instruction}} {{message}}"}
            splits: {propose: 0.15, select: 0.35, test: 0.5, selectCap: 300, testCap: 200}
            """;
    private static final String BLOCKS = """
            name: routing
            fields:
              - message
            examples: examples.jsonl
            metric:
              type: exact-match
              extract:
                - first-line
                - after: "Answer:"
              normalise: [lower-case, {drop-words: [the, a]}]
            baseline:
              instruction: |
                Name the team.
            """;
    private static final String CSV = "message,output,output_2,split\n\"a, \"\"b\"\"\",x,y,test\nc,d,,select\n";
    private static final String BASELINE = "---system---\nA {{message}}\n---user---\nB \\{{ c }}\nC:\n";
    private static final List<String> KEYS = List.of(
            "name",
            "fields",
            "examples",
            "metric",
            "output",
            "baseline",
            "template",
            "splits",
            "description",
            "message",
            "maxTokens",
            "labels",
            "stop",
            "type",
            "extract",
            "normalise",
            "instruction",
            "layout",
            "prompt",
            "select",
            "routing",
            "examples.jsonl",
            "exact-match",
            "[message]",
            "0.5",
            "first-line",
            "system+user",
            "selectCap");
    private static final List<String> ROWS = List.of(
            "message",
            "output",
            "outputs",
            "output_2",
            "split",
            "test",
            "{\"message\":",
            "\"output\":",
            "\"a\"",
            "}\n",
            "[\"x\"]",
            "a,b,c,d\n",
            ";",
            "message;output\n",
            "\"\"",
            "test\n",
            "null",
            "select");
    private static final List<String> MARKS = List.of(
            "{{message}}",
            "{{instruction}}",
            "{{outputFormat}}",
            "{{demonstrations}}",
            "{{trigger}}",
            "---system---\n",
            "---user---\n",
            "---instruction---\n",
            "---trigger---\n",
            "---usr---\n",
            "Name the team.",
            "Message:",
            "\n\n",
            "{{ massage }}",
            "\\{{",
            " ");
    private static final List<Class<? extends Throwable>> REFUSES = List.of(InvalidFileException.class);
    private static final Set<String> UNPRINTABLE = Set.of("\u001b", "\r", "\u202e", "\u0007");

    private TaskTargets() {}

    public static List<Target> in(Path folder) {
        final TaskFolder yaml = TaskFolder.in(folder.resolve("yaml")).with("baseline.txt", BASELINE);
        final Path rows = made(folder.resolve("rows"));
        return List.of(
                Target.ofFiles(
                        "task.yaml",
                        1_000,
                        List.of(TaskFolder.YAML, FULL, BLOCKS),
                        KEYS,
                        input -> task(yaml.with("task.yaml", input)),
                        REFUSES),
                Target.ofText(
                        "yaml-text",
                        4_000,
                        List.of(FULL, BLOCKS),
                        KEYS,
                        input -> sayingWhy(() -> CheckedYaml.parse(Path.of("task.yaml"), input, TaskReader.SCHEMA)),
                        REFUSES),
                Target.ofFiles(
                        "examples.jsonl",
                        2_000,
                        List.of(
                                TaskFolder.EXAMPLES,
                                "{\"message\":\"a\",\"outputs\":[\"b\",{\"c\":1.50}],\"split\":\"test\"}\n"),
                        ROWS,
                        input -> examples(write(rows.resolve("examples.jsonl"), input)),
                        REFUSES),
                Target.ofFiles(
                        "examples.csv",
                        1_500,
                        List.of(CSV, "message;output\r\n\"a\r\nb\";x\r\n", "message\toutput\na\tb\n"),
                        ROWS,
                        input -> examples(write(rows.resolve("examples.csv"), input)),
                        REFUSES),
                Target.ofFiles(
                        "prompt.txt",
                        1_500,
                        List.of(BASELINE, "Name the team.", "Do it.\n\nMessage: {{message}}\nTeam:"),
                        MARKS,
                        input -> prompt(write(rows.resolve("prompt.txt"), input)),
                        REFUSES),
                Target.ofFiles(
                        "init.csv",
                        400,
                        List.of(CSV, "ticket,team\na,b\n"),
                        ROWS,
                        input -> sayingWhy(() ->
                                NewTask.from(folder.resolve("new"), write(rows.resolve("init.csv"), input), "output")),
                        List.of(InvalidFileException.class, IllegalArgumentException.class)),
                Target.ofFiles(
                        "init.jsonl",
                        400,
                        List.of(TaskFolder.EXAMPLES),
                        ROWS,
                        input -> sayingWhy(() -> NewTask.from(
                                folder.resolve("new"), write(rows.resolve("init.jsonl"), input), "output")),
                        List.of(InvalidFileException.class, IllegalArgumentException.class)),
                Target.ofText("template", 8_000, List.of("A {{ a }} \\{{ b"), MARKS, TaskTargets::template, List.of()));
    }

    private static void task(TaskFolder folder) {
        sayingWhy(() -> {
            final Task task = folder.read();
            assertThat(task.examples()).isNotEmpty();
            assertThat(task.output().maxTokens()).isPositive();
        });
    }

    private static void examples(Path file) {
        sayingWhy(() -> {
            final Problems problems = new Problems();
            final List<ExamplesReader.Written> read = new ExamplesReader(file, FIELDS, problems).read();
            problems.throwIfAny();
            assertThat(read).isNotEmpty().allSatisfy(example -> {
                assertThat(example.fields()).containsOnlyKeys(FIELDS);
                assertThat(example.references()).isNotEmpty();
                wellFormed(example.fields().values());
                wellFormed(example.references());
            });
        });
    }

    private static void prompt(Path file) {
        sayingWhy(() -> {
            final PromptTemplate standard =
                    PromptTemplate.standard(FIELDS, PromptTemplate.Layout.USER, PromptTemplate.DemonstrationsAs.TEXT);
            final PromptFile read = PromptFile.read(file, FIELDS, standard);
            assertThat(read.prompt().answering().render(Map.of("message", "{{message}}"), Map.of()))
                    .anySatisfy(message -> assertThat(message.text()).contains("{{message}}"));
        });
    }

    private static void template(String source) {
        final TemplateText text = TemplateText.parse(source);
        final String value = "{{a}}\\{{b}}";
        final List<String> pieces = new ArrayList<>();

        final String rendered = text.render(
                slot -> {
                    pieces.add(slot);
                    return value;
                },
                slot -> true);

        // Each slot is filled once, and nothing of what filled it was read again.
        int length =
                TemplateText.parse(source).render(slot -> "", slot -> false).length();
        length += pieces.size() * value.length();
        assertThat(rendered).hasSize(length);
        assertThat(TemplateText.literal(source).render(slot -> "lost", slot -> false))
                .isEqualTo(source);
    }

    private static void wellFormed(Iterable<String> texts) {
        for (final String text : texts) {
            assertThat(text.indexOf('\0')).isNegative();
            assertThat(text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                    .isFalse();
        }
    }

    /** Runs it; a refusal must have problems, each on one line that a terminal can show. */
    private static void sayingWhy(Runnable reading) {
        try {
            reading.run();
        } catch (InvalidFileException e) {
            assertThat(e.problems()).hasSizeBetween(1, Problems.MAX_PROBLEMS).allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
                assertThat(UNPRINTABLE).noneMatch(problem.message()::contains);
                assertThat(problem.line()).isNotNegative();
                assertThat(problem.column()).isNotNegative();
            });
            throw e;
        }
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            return Assertions.fail(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
