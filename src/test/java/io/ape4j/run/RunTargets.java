package io.ape4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.fuzz.Target;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.search.SearchParameters;
import io.ape4j.select.Goal;
import io.ape4j.select.Preference;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.TaskJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Readers of a run folder. */
public final class RunTargets {
    private static final Task TASK = TaskBuilder.named("t")
            .fields(List.of("a", "b"))
            .baseline("Do it.")
            .metric(new MetricSpec(
                    "exact-match",
                    List.of(new MetricSpec.Step("after", "Answer:")),
                    List.of(MetricSpec.Step.of("trim")),
                    Map.of("x", List.of(1, 0.5, true))))
            .example(Map.of("a", "1", "b", "2"), List.of("3", "4"), Split.TEST)
            .build();
    private static final RunManifest MANIFEST = new RunManifest(
            1,
            "evolution",
            7,
            SearchParameters.builder()
                    .freeze(Set.of("trigger"))
                    .goal(Goal.STANDARD.withPrefer(Preference.parse("shortest-within 2.5%")))
                    .build(),
            new Limits(90, 1_000L, new BigDecimal("0.5")),
            "exact-match/1",
            Map.of(
                    ModelRole.EXECUTOR,
                    new ModelIdentity("ollama", "http://localhost", "small", Map.of("sha256", "ab"), true)));
    private static final List<String> WORDS = List.of(
            "name",
            "description",
            "fields",
            "template",
            "baseline",
            "metric",
            "type",
            "extract",
            "normalise",
            "options",
            "argument",
            "output",
            "maxTokens",
            "stop",
            "labels",
            "splits",
            "propose",
            "select",
            "test",
            "selectCap",
            "examples",
            "id",
            "split",
            "references",
            "loopVersion",
            "strategy",
            "seed",
            "parameters",
            "limits",
            "models",
            "prices",
            "EXECUTOR",
            "calls",
            "cost",
            "freeze",
            "selector",
            "objectives",
            "tolerancePercent",
            "TOURNAMENT",
            "null",
            "1e999999999",
            "0.5");
    private static final List<Class<? extends Throwable>> REFUSES =
            List.of(IllegalArgumentException.class, UncheckedIOException.class, JsonProcessingException.class);

    private RunTargets() {}

    public static List<Target> in(Path folder) {
        final RunFolder run = RunFolder.create(folder.resolve("fuzzed-runs"), "run");
        final List<String> task = List.of(TaskJson.write(TASK).toString());
        final List<String> manifest = List.of(MANIFEST.toJson().toString());
        return List.of(
                Target.ofText(
                        "task-snapshot",
                        6_000,
                        task,
                        WORDS,
                        input -> {
                            final Task read = TaskJson.read(new JsonMapper().readTree(input));
                            if (input.contains("1e999")) {
                                return; // infinite as a double, and no YAML file that is read says so
                            }
                            assertThat(TaskJson.read(new JsonMapper()
                                            .readTree(TaskJson.write(read).toString())))
                                    .isEqualTo(read);
                        },
                        REFUSES),
                Target.ofText(
                        "manifest",
                        4_000,
                        manifest,
                        WORDS,
                        input -> {
                            final RunManifest read = RunManifest.read(new JsonMapper().readTree(input));
                            assertThat(read.differences(read)).isEmpty();
                            assertThat(read.limits().caps()).isNotNull();
                        },
                        REFUSES),
                Target.ofFiles(
                        "task.json",
                        200,
                        task,
                        WORDS,
                        input -> written(run, "task.json", input).readTask(),
                        REFUSES),
                Target.ofFiles(
                        "run.json",
                        200,
                        manifest,
                        WORDS,
                        input -> written(run, "run.json", input).readManifest(),
                        REFUSES),
                Target.ofFiles(
                        "result.json",
                        200,
                        List.of("{\"verdict\":\"better\"}"),
                        WORDS,
                        input -> written(run, "result.json", input).readResult(),
                        REFUSES));
    }

    private static RunFolder written(RunFolder run, String name, byte[] bytes) throws IOException {
        Files.write(run.path().resolve(name), bytes);
        return run;
    }
}
