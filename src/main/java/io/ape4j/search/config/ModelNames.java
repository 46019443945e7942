package io.ape4j.search.config;

import java.util.Objects;

/**
 * Which model does what, each as {@code PROVIDER:NAME}.
 *
 * @param executor answers the task's examples
 * @param proposer writes candidate prompts
 * @param judge scores answers by a rubric
 */
public record ModelNames(String executor, String proposer, String judge) {
    /** The catalogue's small model for everything. */
    public static final ModelNames STANDARD = ofOne("embedded:qwen2.5-coder-1.5b");

    public ModelNames {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(proposer, "proposer");
        Objects.requireNonNull(judge, "judge");
    }

    /** One model for everything. */
    public static ModelNames ofOne(String model) {
        return new ModelNames(model, model, model);
    }

    public ModelNames withProposer(String model) {
        return new ModelNames(executor, model, judge);
    }

    public ModelNames withJudge(String model) {
        return new ModelNames(executor, proposer, model);
    }
}
