package io.ape4j.propose.operator;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.propose.Proposer.Mistake;
import java.util.List;
import java.util.Optional;

/**
 * Makes a prompt from prompts. Immutable and without side effects: all chance comes from the {@link Setting}. It
 * changes no frozen part, and gives back an empty result where it can't be applied. Your own are found by {@link
 * java.util.ServiceLoader}: one class with a public constructor without parameters, and its line in {@code
 * META-INF/services/io.ape4j.propose.operator.Operator}.
 */
public interface Operator {
    /** The largest {@link #arity()}. */
    int MOST_PARENTS = 4;

    /** As configs, lineage and reports call it, e.g. {@code paraphrase}. */
    String operatorName();

    /**
     * How many parents it takes, at most {@value #MOST_PARENTS}: the one whose turn it is, mates drawn at random (who may
     * be the same again), and as the fourth the best that is known.
     */
    int arity();

    /** Whether it costs a call of the proposer. */
    boolean asksProposer();

    /** Whether it could change anything, given the parts that are frozen and what the task offers. */
    boolean appliesTo(List<Parent> parents, Setting setting);

    /** The offspring; empty if the proposer wrote nothing usable. */
    Asking<Optional<Prompt>> apply(List<Parent> parents, Setting setting);

    /**
     * A prompt that offspring is made from.
     *
     * @param mistakes wrong answers that it has given on {@code select}, worst first
     */
    record Parent(Prompt prompt, List<Mistake> mistakes) {
        public Parent {
            mistakes = List.copyOf(mistakes);
        }
    }
}
