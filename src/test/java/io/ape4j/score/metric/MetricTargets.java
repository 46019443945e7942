package io.ape4j.score.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Scoring;
import io.ape4j.score.text.TextPipeline;
import io.ape4j.score.text.TextSteps;
import io.ape4j.task.Example;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import io.ape4j.task.Split;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What metrics read: answers, patterns, and their own settings. */
public final class MetricTargets {
    private static final Map<String, Object> ARGUMENTS = Map.of(
            "after",
            "####",
            "strip-label",
            List.of("Output", "Answer"),
            "drop-words",
            List.of("a", "the"),
            "drop-text",
            List.of(" and ", "x"));
    private static final List<String> WORDS = List.of(
            "Answer",
            "answer",
            "option",
            "choice",
            "is",
            ":",
            "(A)",
            "B)",
            "Paris",
            "42",
            "1,000",
            "3/4",
            "-",
            ".",
            "e5",
            "####",
            "Output:",
            "```json\n",
            "{\"a\": 1}",
            "[1,",
            "<think>",
            "</think>",
            "\"",
            "'",
            " and ",
            "the ",
            "     ",
            "\n",
            "\u0E01",
            "\u6F22",
            "\u00A0",
            "%",
            "$",
            "1 1/2",
            "e999999999");
    private static final List<String> PATTERNS = List.of(
            "(",
            ")",
            "(?:",
            "(?P<n>",
            "[",
            "]",
            "[^",
            "a",
            "\\d",
            "\\pL",
            "\\",
            "*",
            "+",
            "?",
            "{2}",
            "{1000}",
            "{2,}",
            "|",
            "^",
            "$",
            ".",
            "(?i)",
            "\\Q",
            "\\E",
            "\\b",
            "(a{500}){500}",
            "((a*)*)*",
            "[[:alpha:]]",
            "\\x{10FFFF}",
            "(?=");
    private static final Example EXAMPLE = new Example(
            "e1", Map.of("text", "an input", "choices", "A) Paris\nB) Rome"), List.of("Paris", "A"), Split.SELECT);
    private static final Example OBJECT =
            new Example("e2", Map.of("text", "x"), List.of("{\"a\": 1, \"b\": [\"c\", 1.50]}"), Split.SELECT);

    private MetricTargets() {}

    public static List<Target> all() {
        final List<Target> targets = new ArrayList<>();
        targets.add(Target.ofText(
                "text-steps",
                2_000,
                List.of("<think>x</think>\n**Answer:** \"1,000.5 km\"", "```json\n{\"a\": [1]}\n```", "a and b"),
                WORDS,
                MetricTargets::steps,
                List.of()));
        targets.add(Target.ofText(
                "regex",
                1_500,
                List.of("(?i)pa?ris|\\d{2,4}", "[a-z]+@x"),
                PATTERNS,
                MetricTargets::pattern,
                List.of(IllegalArgumentException.class)));
        final List<Metric> metrics = metrics();
        targets.add(Target.ofText(
                "metric-answers",
                2_000,
                List.of("The answer is (A).", "Paris", "{\"a\": 1.0, \"b\": [\"c\", 1.5]}", "Paris, Rome", "1 1/2"),
                WORDS,
                said -> scored(metrics, said),
                List.of()));
        targets.add(Target.ofText(
                "metric-settings",
                3_000,
                List.of("first-line", "numeric", "tolerance", "0.5"),
                List.of(
                        "exact-match",
                        "regex",
                        "pattern",
                        "match",
                        "full",
                        "tokens",
                        "words",
                        "after",
                        "trim",
                        "separator"),
                MetricTargets::settings,
                List.of(IllegalArgumentException.class)));
        return targets;
    }

    private static void steps(String text) {
        for (final String name : TextSteps.names()) {
            final Step step = new Step(name, ARGUMENTS.getOrDefault(name, ""));
            final String result =
                    TextPipeline.of(List.of(step), TextPipeline.Kind.EXTRACT).apply(text);
            assertThat(Normalizer.isNormalized(result, Normalizer.Form.NFC)).isTrue();
        }
    }

    private static void pattern(String pattern) {
        final MetricSpec spec = Scoring.spec("regex", Map.of("pattern", pattern));
        try (Metric metric = Metrics.of(Scoring.task(spec, "x"))) {
            final double value = Scoring.value(
                            metric.score(EXAMPLE, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! Paris 42"))
                    .value();
            assertThat(value).isBetween(0.0, 1.0);
        }
    }

    private static List<Metric> metrics() {
        final List<Metric> metrics = new ArrayList<>();
        for (final String type : List.of("exact-match", "contains", "token-f1", "set-match", "multiple-choice")) {
            metrics.add(Metrics.of(Scoring.task(Scoring.spec(type, Map.of()), List.of(), List.of(EXAMPLE))));
        }
        metrics.add(Metrics.of(Scoring.task(Scoring.spec("set-match", Map.of("partial", true)), "Paris", "A")));
        metrics.add(Metrics.of(Scoring.task(Scoring.spec("numeric", Map.of("fractions", true)), "1.5", "1000")));
        metrics.add(Metrics.of(Scoring.task(Scoring.spec("json-fields", Map.of()), List.of(), List.of(OBJECT))));
        return metrics;
    }

    private static void scored(List<Metric> metrics, String said) {
        for (final Metric metric : metrics) {
            final Example example = metric.identity().startsWith("json-fields")
                    ? OBJECT
                    : metric.identity().startsWith("numeric") ? Scoring.example("1.5", "1000") : EXAMPLE;
            final double value = Scoring.value(metric.score(example, said)).value();
            assertThat(value).isBetween(0.0, 1.0);
            assertThat(metric.isBinary() && value != 0 && value != 1).isFalse();
        }
    }

    /** The first line is the type, the second a step, the rest options. */
    private static void settings(String text) {
        final List<String> lines = text.lines().toList();
        final String type = lines.isEmpty() ? "" : lines.get(0);
        final Map<String, Object> options =
                lines.size() < 3 ? Map.of() : Map.of(lines.get(2), lines.size() < 4 ? 1 : lines.get(3));
        final List<Step> steps = lines.size() < 2 ? List.of() : List.of(Step.of(lines.get(1)), new Step(type, text));
        final MetricSpec spec = new MetricSpec(type, steps, List.of(Step.of("trim")), options);
        try (Metric metric = Metrics.of(Scoring.task(spec, "x"))) {
            assertThat(metric.identity()).isNotBlank();
        }
    }
}
