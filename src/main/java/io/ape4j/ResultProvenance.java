package io.ape4j;

import io.ape4j.export.format.Provenance;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.run.Equipment;
import io.ape4j.run.RunResult;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchOutcome;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.text.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws an export's provenance from a result. */
final class ResultProvenance {
    private ResultProvenance() {}

    static Provenance of(RunResult result) {
        final SearchOutcome.Standing standing =
                result.outcome().standing(result.outcome().winner());
        return new Provenance(
                result.task().name(),
                result.manifest().seed(),
                result.manifest().loopVersion(),
                models(result),
                hash(result.outcome().winner().prompt()),
                new Provenance.Measured(standing.mean(), standing.examples()),
                result.confirmation().map(ResultProvenance::confirmed).orElse(null));
    }

    private static Provenance.Confirmed confirmed(Confirmation.Result confirmation) {
        final PairedComparison comparison = confirmation.comparison();
        return new Provenance.Confirmed(
                comparison.verdict().text(),
                comparison.meanWinner(),
                comparison.meanBaseline(),
                comparison.n(),
                comparison.interval().low(),
                comparison.interval().high(),
                comparison.pValue());
    }

    private static Map<String, String> models(RunResult result) {
        final Map<String, String> models = new TreeMap<>();
        result.manifest().models().forEach((role, model) -> {
            if (role != ModelRole.JUDGE || result.search().containsKey(role)) {
                models.put(role.fileName(), described(model));
            }
        });
        return models;
    }

    /** Provider and name, and the content hash where a file is behind it; never an address. */
    private static String described(ModelIdentity model) {
        final String name = model.label();
        final String sha256 = model.details().get("sha256");
        return sha256 == null ? name : name + " (sha256 " + sha256 + ")";
    }

    /** SHA-256 of a prompt's canonical JSON. */
    static String hash(Prompt prompt) {
        return Sha256.hex(PromptJson.write(prompt).toString());
    }

    /** SHA-256 of a prompt and of who answers it and judges the answers. */
    static String hash(Prompt prompt, Map<ModelRole, ModelIdentity> models) {
        final List<ModelIdentity> asked = Stream.of(ModelRole.EXECUTOR, ModelRole.JUDGE)
                .map(models::get)
                .filter(Objects::nonNull)
                .toList();
        return Sha256.hex(PromptJson.write(prompt) + "\n" + asked);
    }

    /** Who reads test examples, for the record: the same prompt read by another model is another look at them. */
    static String reader(String purpose, Equipment equipment, Prompt... prompts) {
        return Stream.of(prompts)
                .map(prompt -> hash(prompt, equipment.identities()).substring(0, 16))
                .collect(Collectors.joining("-", purpose + "-", ""));
    }
}
