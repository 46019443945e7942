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
 */
public record Setting(
        Task task, TaskProfile profile, Proposer proposer, RandomGenerator random, long seed, int mostDemonstrations) {}
