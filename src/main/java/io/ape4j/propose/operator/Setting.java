package io.ape4j.propose.operator;

import io.ape4j.propose.Proposer;
import io.ape4j.propose.TaskProfile;
import io.ape4j.task.Task;
import java.util.random.RandomGenerator;

/**
 * What one application of an {@link Operator} may use.
 *
 * @param random its own stream
 * @param seed of the proposer's sampling
 * @param mostDemonstrations how many worked examples a prompt may carry
 * @param demonstrations where they come from
 */
public record Setting(
        Task task,
        TaskProfile profile,
        Proposer proposer,
        RandomGenerator random,
        long seed,
        int mostDemonstrations,
        DemonstrationPool demonstrations) {
    /** With demonstrations drawn at random. */
    public Setting(
            Task task,
            TaskProfile profile,
            Proposer proposer,
            RandomGenerator random,
            long seed,
            int mostDemonstrations) {
        this(
                task,
                profile,
                proposer,
                random,
                seed,
                mostDemonstrations,
                DemonstrationPool.of(task, DemonstrationChoice.RANDOM));
    }
}
