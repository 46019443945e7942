package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Usage;
import io.ape4j.task.file.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The reader of a user's prices. */
public final class PriceTargets {
    private PriceTargets() {}

    public static List<Target> in(Path folder) {
        final Path file = folder.resolve("prices.yaml");
        final ModelIdentity model = new ModelIdentity("openai", "https://h.example/v1", "x", Map.of(), true);
        return List.of(Target.ofFiles(
                "prices.yaml",
                1_000,
                List.of(
                        "models:\n  - {model: 'openai:x', inputPerMillion: 0.50, outputPerMillion: 1, date: 2026-01-01,"
                                + " source: y}\n",
                        "models: []\n"),
                List.of(
                        "models",
                        "model",
                        "inputPerMillion",
                        "outputPerMillion",
                        "date",
                        "source",
                        "openai:x",
                        "0.5",
                        "- {",
                        "}\n",
                        "[{",
                        "1e300",
                        "mistral:y"),
                input -> {
                    Files.write(file, input);
                    Prices.listed()
                            .with(file)
                            .of(model)
                            .ifPresent(price -> assertThat(price.cost(new Usage(Long.MAX_VALUE, 1, true))
                                            .toPlainString())
                                    .hasSizeLessThan(1_000));
                },
                List.of(InvalidFileException.class)));
    }
}
