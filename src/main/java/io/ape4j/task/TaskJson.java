package io.ape4j.task;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Tasks as JSON and back, without loss: the snapshot that a run keeps. */
public final class TaskJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final TypeReference<TreeMap<String, Object>> OPTIONS = new TypeReference<>() {};

    private TaskJson() {}

    public static ObjectNode write(Task task) {
        final ObjectNode root = JSON.createObjectNode();
        root.put("name", task.name());
        root.put("description", task.about().description());
        strings(root.putArray("fields"), task.about().fields());
        root.set("template", PromptJson.write(Prompt.ofInstruction(task.template(), "")));
        if (task.baseline() != null) {
            root.set("baseline", PromptJson.write(task.baseline()));
        }
        final ObjectNode metric = root.putObject("metric");
        metric.put("type", task.metric().type());
        steps(metric.putArray("extract"), task.metric().extract());
        steps(metric.putArray("normalise"), task.metric().normalise());
        metric.set("options", JSON.valueToTree(task.metric().options()));
        final ObjectNode output = root.putObject("output");
        output.put("maxTokens", task.output().maxTokens());
        strings(output.putArray("stop"), task.output().stop());
        strings(output.putArray("labels"), task.output().labels());
        final SplitSpec spec = task.splits();
        root.putObject("splits")
                .put("propose", spec.propose())
                .put("select", spec.select())
                .put("test", spec.test())
                .put("selectCap", spec.selectCap())
                .put("testCap", spec.testCap());
        final ArrayNode examples = root.putArray("examples");
        task.examples().forEach(example -> examples.add(write(example)));
        return root;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Task read(JsonNode root) {
        final List<String> fields = strings(root.path("fields"));
        final JsonNode metric = root.path("metric");
        final JsonNode output = root.path("output");
        final JsonNode splits = root.path("splits");
        final List<Example> examples = new ArrayList<>();
        root.path("examples").forEach(example -> examples.add(readExample(example, fields)));
        return new Task(
                new Task.About(
                        root.path("name").asText(), root.path("description").asText(), fields),
                PromptJson.read(root.path("template")).answering().template(),
                root.has("baseline") ? PromptJson.read(root.path("baseline")) : null,
                new MetricSpec(
                        metric.path("type").asText(),
                        readSteps(metric.path("extract")),
                        readSteps(metric.path("normalise")),
                        Objects.requireNonNullElseGet(
                                JSON.convertValue(metric.path("options"), OPTIONS), TreeMap::new)),
                new OutputSpec(
                        output.path("maxTokens").asInt(), strings(output.path("stop")), strings(output.path("labels"))),
                new SplitSpec(
                        splits.path("propose").asDouble(),
                        splits.path("select").asDouble(),
                        splits.path("test").asDouble(),
                        splits.path("selectCap").asInt(),
                        splits.path("testCap").asInt()),
                examples);
    }

    private static ObjectNode write(Example example) {
        final ObjectNode node = JSON.createObjectNode();
        node.put("id", example.id());
        node.put("split", example.split().fileName());
        final ObjectNode fields = node.putObject("fields");
        example.fields().forEach(fields::put);
        strings(node.putArray("references"), example.references());
        return node;
    }

    private static Example readExample(JsonNode node, List<String> order) {
        final Map<String, String> fields = new LinkedHashMap<>();
        order.forEach(field -> fields.put(field, node.path("fields").path(field).asText()));
        return new Example(
                node.path("id").asText(),
                fields,
                strings(node.path("references")),
                Split.named(node.path("split").asText()));
    }

    private static void steps(ArrayNode array, List<MetricSpec.Step> steps) {
        steps.forEach(
                step -> array.addObject().put("name", step.name()).set("argument", JSON.valueToTree(step.argument())));
    }

    private static List<MetricSpec.Step> readSteps(JsonNode array) {
        final List<MetricSpec.Step> steps = new ArrayList<>();
        for (final JsonNode step : array) {
            if (!step.path("name").isTextual() || !step.hasNonNull("argument")) {
                throw new IllegalArgumentException("a step needs a name and an argument, was " + step);
            }
            steps.add(new MetricSpec.Step(
                    step.path("name").asText(), JSON.convertValue(step.path("argument"), Object.class)));
        }
        return steps;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        final List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
