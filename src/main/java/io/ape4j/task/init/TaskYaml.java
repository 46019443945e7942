package io.ape4j.task.init;

import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the commented task file of a new task. */
final class TaskYaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(?:[ -][A-Za-z0-9_]+)*");
    /** Plain words that some YAML reader takes for something else. */
    private static final Set<String> NO_TEXT = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final String name;
    private final String schema;

    TaskYaml(String name, String schema) {
        this.name = name;
        this.schema = schema;
    }

    /** A small task that works, to be changed. */
    String starter() {
        return head() + """
                # What is wanted, in one or two sentences. The model that writes prompts reads this.
                description: Say whether a customer's message is a question, a request or a complaint.

                # The input fields of an example, in order.
                fields: [message]

                # One JSON object per line: the fields, and "output" (or "outputs", a list of right answers).
                # These few only show the form. 100 examples are good, 200 better: half of them are kept for the end.
                examples: examples.jsonl

                output:
                  maxTokens: 8
                  # Leave this out if answers are open.
                  labels: [question, request, complaint]

                # How an answer is scored. Nothing is done to it that is not listed here.
                metric:
                  type: exact-match
                  extract: [first-line, strip-quotes]
                  normalise: [trim, lower-case, strip-punctuation]

                # The prompt you have today, to be beaten: {instruction: ...}, or the name of a text file in this folder.
                baseline:
                  instruction: Which kind of message is this?
                """ + tail();
    }

    /** A task from a table. */
    String detected(String source, ExampleTable table, AnswerProfile profile) {
        final StringBuilder yaml = new StringBuilder(head());
        yaml.append("# Made from ").append(Shown.plain(source)).append(": ");
        yaml.append(table.entries().size()).append(table.entries().size() == 1 ? " example" : " examples");
        yaml.append(", the output from ").append(columns(table.outputs())).append(".\n");
        final List<String> renamed = new ArrayList<>();
        table.fields().forEach((column, field) -> {
            if (!column.equals(field)) {
                renamed.add("# The column " + Shown.quoted(column) + " is now the field " + field + ".\n");
            }
        });
        renamed.forEach(yaml::append);
        if (!table.dropped().isEmpty()) {
            yaml.append("# Left out: ").append(columns(table.dropped())).append(".\n");
        }
        yaml.append("# Check what was guessed: fields, output and metric.\n\n");
        yaml.append("# Say in one or two sentences what is wanted. The model that writes prompts reads this.\n");
        yaml.append("# description: ...\n\n");
        yaml.append("fields: ").append(list(table.fields().values())).append("\n\n");
        yaml.append("examples: ").append(TaskInit.EXAMPLES_FILE).append("\n\n");
        yaml.append("output:\n  maxTokens: ").append(profile.maxTokens()).append('\n');
        if (!profile.labels().isEmpty()) {
            yaml.append("  # The closed set of answers. Leave it out if answers are open.\n");
            yaml.append("  labels: ").append(list(profile.labels())).append('\n');
        }
        yaml.append("\n# How an answer is scored. Nothing is done to it that is not listed here.\n");
        yaml.append("metric:\n  type: ").append(profile.metricType()).append('\n');
        if (!profile.extract().isEmpty()) {
            yaml.append("  extract: ").append(list(profile.extract())).append('\n');
        }
        if (!profile.normalise().isEmpty()) {
            yaml.append("  normalise: ").append(list(profile.normalise())).append('\n');
        }
        yaml.append(
                "\n# The prompt you have today, to be beaten: a text file in this folder, or {instruction: ...}.\n");
        yaml.append("# baseline: baseline.txt\n");
        return yaml.append(tail()).toString();
    }

    private String head() {
        return "# yaml-language-server: $schema=" + schema + "\nname: " + name + "\n\n";
    }

    private static String tail() {
        return """

                # How examples are spread: shown to the proposer, scoring candidates, read once at the end.
                # splits: {propose: 0.15, select: 0.35, test: 0.5, selectCap: 300, testCap: 200}
                """;
    }

    private static String columns(Collection<String> names) {
        return names.stream().map(Shown::quoted).collect(Collectors.joining(", "));
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(TaskYaml::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !NO_TEXT.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        final StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '"' || codePoint == '\\') {
                quoted.append('\\').appendCodePoint(codePoint);
            } else if (isPrintable(codePoint)) {
                quoted.appendCodePoint(codePoint);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", codePoint));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
