package io.ape4j.search.config;

import io.ape4j.model.hosted.HostedOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which model does what, each as {@code PROVIDER:NAME}.
 *
 * @param executor answers the task's examples
 * @param proposer writes candidate prompts
 * @param judge scores answers by a rubric
 * @param servers how those behind a server are reached, by name; as usual where nothing is said
 */
public record ModelNames(String executor, String proposer, String judge, Map<String, HostedOptions> servers) {
    /** The catalogue's small model for everything. */
    public static final ModelNames STANDARD = ofOne("embedded:qwen2.5-coder-1.5b");

    public ModelNames {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(proposer, "proposer");
        Objects.requireNonNull(judge, "judge");
        servers = Map.copyOf(servers);
    }

    /** All of them reached as usual. */
    public ModelNames(String executor, String proposer, String judge) {
        this(executor, proposer, judge, Map.of());
    }

    /** One model for everything. */
    public static ModelNames ofOne(String model) {
        return new ModelNames(model, model, model);
    }

    public ModelNames withProposer(String model) {
        return new ModelNames(executor, model, judge, servers);
    }

    public ModelNames withJudge(String model) {
        return new ModelNames(executor, proposer, model, servers);
    }

    /** With a model reached in that way, whatever its roles. */
    public ModelNames withServer(String model, HostedOptions options) {
        final Map<String, HostedOptions> all = new HashMap<>(servers);
        all.put(model, options);
        return new ModelNames(executor, proposer, judge, all);
    }
}
