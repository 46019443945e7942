package io.ape4j.task.start;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the task file of a new task, with every key explained. */
final class TaskYaml {
    private static final int MOST_LABELS = 20;
    private static final int LEAST_EXAMPLES_PER_LABEL = 2;
    private static final int MOST_LABEL_CHARACTERS = 40;
    private static final int LEAST_TOKENS = 16;
    private static final int MOST_TOKENS = 1024;
    private static final int MOST_NAME_CHARACTERS = 64;
    private static final String NUMBER = "[-+]?[0-9][0-9.,]*";

    private static final String HEAD = """
            # What is wanted. Editors that know docs/schema/task.schema.json complete and explain every key.
            name: %s
            # One or two sentences for the model that writes prompts. Without them it sees the examples alone.
            # description: Say what the output is and how it follows from the input.
            # Inputs of an example, in the order in which a prompt shows them.
            fields: [%s]
            # One JSON object a line: the fields and "output", or "outputs" with several right answers.
            examples: examples.jsonl
            output:
              # The longest answer that a model may give. Shorter is faster and cheaper.
              maxTokens: %d
            """;
    private static final String LABELS = """
              # The closed set of answers.
              labels: [%s]
            """;
    private static final String EXACT = """
            # How an answer is scored. Nothing is done to it but what is listed here.
            metric:
              type: exact-match
              extract: [first-line, strip-quotes]
              normalise: [trim, lower-case, strip-punctuation]
            """;
    private static final String NUMERIC = """
            # How an answer is scored. Nothing is done to it but what is listed here.
            metric:
              type: numeric
              extract: [last-number]
            """;
    private static final String TAIL = """
            # The prompt that you have today, which a search has to beat: text as here, or a file in this folder.
            # baseline:
            #   instruction: Write what you would write.
            # Examples are spread by a hash of their input: shown to the proposer, used to select, kept for the test.
            # splits: {propose: 0.15, select: 0.35, test: 0.5}
            """;

    private static final Pattern NO_TEXT = Pattern.compile("(?i)true|false|null|[0-9].*");

    private final NewTask task;
    private final Set<String> answers = new TreeSet<>();

    TaskYaml(NewTask task) {
        this.task = task;
        task.examples().forEach(example -> answers.addAll(example.outputs()));
    }

    String text() {
        final boolean labels = isLabels();
        final boolean numbers =
                !labels && answers.stream().allMatch(answer -> answer.strip().matches(NUMBER));
        return HEAD.formatted(
                        word(name()),
                        task.fields().stream().map(TaskYaml::word).collect(Collectors.joining(", ")),
                        maxTokens())
                + (labels ? LABELS.formatted(quotedAnswers()) : "")
                + (numbers ? NUMERIC : EXACT)
                + TAIL;
    }

    private String name() {
        final String file =
                String.valueOf(task.folder().toAbsolutePath().normalize().getFileName());
        final String plain = file.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "task" : plain.substring(0, Math.min(MOST_NAME_CHARACTERS, plain.length()));
    }

    /** What YAML would read as a number or a truth value is put in quotes. */
    private static String word(String text) {
        return NO_TEXT.matcher(text).matches()
                ? JsonNodeFactory.instance.textNode(text).toString()
                : text;
    }

    private boolean isLabels() {
        return answers.size() > 1
                && answers.size() <= MOST_LABELS
                && task.examples().size() >= LEAST_EXAMPLES_PER_LABEL * answers.size()
                && answers.stream().allMatch(answer -> !answer.isBlank() && answer.length() <= MOST_LABEL_CHARACTERS);
    }

    /** At two characters a token there is room for most languages. */
    private int maxTokens() {
        final int characters = answers.stream().mapToInt(String::length).max().orElse(0);
        return Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, characters / 2));
    }

    /** JSON strings are YAML too. */
    private String quotedAnswers() {
        return answers.stream()
                .map(answer -> JsonNodeFactory.instance.textNode(answer).toString())
                .collect(Collectors.joining(", "));
    }
}
