package io.ape4j.search.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.hosted.HostedModels;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.HostedOptions.Dialect;
import io.ape4j.model.hosted.http.Endpoint;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.task.file.CheckedYaml;
import io.ape4j.task.file.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code models} of a search file: each is a name, or a mapping that also says how its server is reached. */
final class ModelsSection {
    private static final String SECTION = "models";

    private final CheckedYaml yaml;
    private final Problems problems;
    private final Map<String, HostedOptions> servers = new HashMap<>();

    ModelsSection(CheckedYaml yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    /** Proposer and judge default to the executor. To be thrown away if there are problems. */
    ModelNames read() {
        final JsonNode models = yaml.root().path(SECTION);
        models.properties().forEach(entry -> check(entry.getKey(), entry.getValue()));
        final String executor = name(models.path("executor")).orElse(ModelNames.STANDARD.executor());
        return new ModelNames(
                executor,
                name(models.path("proposer")).orElse(executor),
                name(models.path("judge")).orElse(executor),
                servers);
    }

    private static Optional<String> name(JsonNode model) {
        return Optional.of(model.isObject() ? model.path("model") : model)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private void check(String role, JsonNode model) {
        final String name = name(model).orElse("");
        final ModelSpec spec;
        try {
            spec = ModelSpec.parse(name);
        } catch (IllegalArgumentException e) {
            problem(role + ": " + e.getMessage(), role);
            return;
        }
        if (!model.isObject() || model.size() == 1) {
            return;
        }
        if (!HostedModels.isHosted(spec)) {
            problem(
                    role + " says how a server is reached, but " + name + " runs in this process; write the name alone",
                    role);
            return;
        }
        final HostedOptions options = options(role, model);
        final HostedOptions other = servers.put(spec.toString(), options);
        if (other != null && !other.equals(options)) {
            problem(
                    role + " says of " + name + " something else than another role does; write the same, or the name"
                            + " alone",
                    role);
        }
    }

    private HostedOptions options(String role, JsonNode model) {
        final HostedOptions standard = HostedOptions.DEFAULT;
        return new HostedOptions(
                urls(role, model.path("urls")),
                Optional.of(model.path("group")).filter(JsonNode::isTextual).map(JsonNode::textValue),
                standard.connectTimeout(),
                model.has("timeoutSeconds")
                        ? Duration.ofSeconds(model.path("timeoutSeconds").asInt())
                        : standard.timeout(),
                standard.maxBodyBytes(),
                new Dialect(
                        model.has("contextTokens")
                                ? OptionalInt.of(model.path("contextTokens").asInt())
                                : OptionalInt.empty(),
                        model.path("grammar").asBoolean(standard.dialect().grammar()),
                        model.path("temperature").asBoolean(standard.dialect().temperature()),
                        model.path("emptySystemMessage")
                                .asBoolean(standard.dialect().emptySystemMessage()),
                        scoring(model.path("scoring"))));
    }

    /** Another name is told by the schema. */
    private static ScoringProtocol scoring(JsonNode name) {
        return name.isTextual() ? ScoringProtocol.named(name.textValue()) : ScoringProtocol.NONE;
    }

    private List<String> urls(String role, JsonNode list) {
        final List<String> urls = new ArrayList<>();
        for (int position = 0; position < list.size(); position++) {
            final JsonNode url = list.path(position);
            final String label = role + ".urls[" + position + "]";
            try {
                if (Endpoint.parse(url.asText(), label).userInfo().isPresent()) {
                    throw new IllegalArgumentException(
                            label + " holds a password; leave it out and set the provider's key variable");
                }
            } catch (IllegalArgumentException e) {
                problem(String.valueOf(e.getMessage()), role, "urls", position);
                continue;
            }
            urls.add(url.asText());
        }
        return urls;
    }

    private void problem(String message, Object... path) {
        final Object[] whole = new Object[path.length + 1];
        whole[0] = SECTION;
        System.arraycopy(path, 0, whole, 1, path.length);
        problems.add(yaml.file(), yaml.locate(whole), SECTION + "." + message);
    }
}
