package io.ape4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ape4j.score.Metrics;
import io.ape4j.score.Scoring;
import io.ape4j.score.text.TextPipeline;
import io.ape4j.score.text.TextSteps;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/task-format.md says of metrics and steps is what they do. */
class TaskFormatTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Markdown DOCUMENT = Markdown.read(Path.of("docs/task-format.md"));
    private static final int CELLS = 4;

    static List<List<String>> stepRows() throws JsonProcessingException {
        final List<List<String>> rows = new ArrayList<>();
        for (final List<String> row : DOCUMENT.rows()) {
            if (row.size() == CELLS && TextSteps.names().contains(stepName(row.get(0)))) {
                rows.add(row);
            }
        }
        return rows;
    }

    static List<List<String>> metricRows() {
        return DOCUMENT.rows().stream()
                .filter(row -> row.size() == CELLS && row.get(0).startsWith("{type: "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stepRows")
    void aStepMakesOfATextWhatTheTableSays(List<String> row) throws JsonProcessingException {
        final TextPipeline step = TextPipeline.of(List.of(step(YAML.readTree(row.get(0)))), TextPipeline.Kind.EXTRACT);

        assertThat(step.apply(text(row.get(2)))).isEqualTo(text(row.get(3)));
    }

    @ParameterizedTest
    @MethodSource("metricRows")
    void aMetricScoresAsTheTableSays(List<String> row) throws JsonProcessingException {
        final MetricSpec metric = metric(YAML.readTree(row.get(0)));

        final double score =
                Scoring.score(metric, text(row.get(2)), text(row.get(1))).value();

        assertThat(score).isCloseTo(Double.parseDouble(row.get(3)), within(0.0001));
    }

    @Test
    void everyStepHasARow() throws JsonProcessingException {
        final Set<String> shown = DOCUMENT.rows().stream()
                .filter(row -> row.size() == CELLS)
                .map(row -> row.get(0).replaceAll("[{}]|:.*", ""))
                .collect(Collectors.toSet());

        assertThat(shown).containsAll(TextSteps.names());
        assertThat(stepRows()).hasSizeGreaterThanOrEqualTo(TextSteps.names().size());
    }

    @Test
    void everyMetricHasARow() {
        assertThat(DOCUMENT.firstCells()).containsAll(Metrics.types());
        assertThat(metricRows()).isNotEmpty();
    }

    private static String stepName(String cell) throws JsonProcessingException {
        final JsonNode node = cell.startsWith("{")
                ? YAML.readTree(cell)
                : YAML.getNodeFactory().textNode(cell);
        return node.isObject() && node.size() == 1 ? node.fieldNames().next() : node.asText();
    }

    private static Step step(JsonNode node) throws JsonProcessingException {
        if (node.isTextual()) {
            return Step.of(node.textValue());
        }
        final String name = node.fieldNames().next();
        return new Step(name, value(node.path(name)));
    }

    private static MetricSpec metric(JsonNode node) throws JsonProcessingException {
        final Map<String, Object> options = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!Set.of("type", "extract", "normalise").contains(entry.getKey())) {
                options.put(entry.getKey(), value(entry.getValue()));
            }
        }
        return new MetricSpec(
                node.path("type").asText(), steps(node.path("extract")), steps(node.path("normalise")), options);
    }

    private static List<Step> steps(JsonNode list) throws JsonProcessingException {
        final List<Step> steps = new ArrayList<>();
        for (final JsonNode step : list) {
            steps.add(step(step));
        }
        return steps;
    }

    private static Object value(JsonNode node) throws JsonProcessingException {
        return YAML.treeToValue(node, Object.class);
    }

    /** The table's sign for a line break. */
    private static String text(String cell) {
        return cell.replace('\u23CE', '\n');
    }
}
