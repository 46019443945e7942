package io.ape4j.export.promptfoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.export.format.JsonText;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The metric {@code exact-match} with a task's text steps as a JavaScript assertion. Steps that JavaScript would not do to
 * the letter are refused, and so are other metrics.
 */
public final class MetricScript {
    private static final JsonMapper JSON = new JsonMapper();

    /** What the resource of this name beside this class does in JavaScript. */
    private static final Set<String> KNOWN = Set.of(
            "after",
            "collapse-spaces",
            "drop-text",
            "first-line",
            "first-sentence",
            "hyphen-as-space",
            "last-line",
            "lower-case",
            "strip-accents",
            "strip-punctuation",
            "strip-quotes",
            "strip-reasoning",
            "trim");

    private MetricScript() {}

    /**
     * The text of a CommonJS module that gives promptfoo an answer's score.
     *
     * @throws ExportRefused if the metric is none that the script can have
     */
    public static String of(MetricSpec metric) {
        if (!metric.type().equals("exact-match")) {
            throw new ExportRefused("promptfoo can't score as the metric " + metric.type()
                    + " does, only as exact-match; export it as openai for its messages alone");
        }
        return "// Scores an answer as exact-match does in ape4j.\n"
                + "const extract = " + steps(metric.extract()) + ";\n"
                + "const normalise = " + steps(metric.normalise()) + ";\n\n"
                + script();
    }

    private static String steps(List<Step> steps) {
        return steps.stream().map(MetricScript::step).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }

    private static String step(Step step) {
        if (!KNOWN.contains(step.name())) {
            throw new ExportRefused("promptfoo can't do the metric's step " + step.name()
                    + " to the letter; export it as openai for its messages alone");
        }
        final JsonNode argument = JSON.valueToTree(step.argument());
        return "{ name: \"" + step.name() + "\", argument: "
                + JsonText.write(argument).strip() + " }";
    }

    private static String script() {
        try (InputStream in = Objects.requireNonNull(MetricScript.class.getResourceAsStream("metric.cjs"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is damaged: it has no metric.cjs", e);
        }
    }
}
