package io.ape4j.propose.operator;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.Proposer.Proposal;
import java.util.List;
import java.util.Optional;

/** Operators that have the proposer rewrite the first parent's instruction; the other parts come with it. */
public enum AskingOperator implements Operator {
    /** Other words, same meaning: resampling of Zhou et al. 2022, section 3.4. */
    PARAPHRASE("paraphrase", 1) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            return setting.proposer().paraphrase(parents.get(0).prompt().instruction(), setting.seed());
        }
    },
    /** One instruction out of two: crossover of Guo et al. 2024, EvoPrompt, in one step. */
    CROSS("cross", 2) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            return setting.proposer()
                    .cross(
                            parents.get(0).prompt().instruction(),
                            parents.get(1).prompt().instruction(),
                            setting.seed());
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return super.appliesTo(parents, setting)
                    && !parents.get(1).prompt().instruction().isBlank()
                    && !parents.get(0)
                            .prompt()
                            .instruction()
                            .equals(parents.get(1).prompt().instruction());
        }
    },
    /** A rewrite after a look at wrong answers: Pryzant et al. 2023, ProTeGi. */
    REPAIR("repair", 1) {
        private static final int MOST_MISTAKES = 3;

        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            final List<Mistake> mistakes = parents.get(0).mistakes();
            return setting.proposer()
                    .repair(
                            parents.get(0).prompt().instruction(),
                            mistakes.subList(0, Math.min(MOST_MISTAKES, mistakes.size())),
                            setting.seed());
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return super.appliesTo(parents, setting)
                    && !parents.get(0).mistakes().isEmpty();
        }
    },
    /** A fresh proposal from other pairs in the parent's frame: new blood. */
    REPROPOSE("repropose", 1) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            return setting.proposer().forward(setting.seed());
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return !parents.get(0).prompt().answering().isFrozen(Part.INSTRUCTION);
        }
    };

    private final String operatorName;
    private final int parents;

    AskingOperator(String operatorName, int parents) {
        this.operatorName = operatorName;
        this.parents = parents;
    }

    abstract Asking<Proposal> propose(List<Parent> parents, Setting setting);

    @Override
    public String operatorName() {
        return operatorName;
    }

    @Override
    public int arity() {
        return parents;
    }

    @Override
    public boolean asksProposer() {
        return true;
    }

    @Override
    public boolean appliesTo(List<Parent> candidates, Setting setting) {
        final Prompt prompt = candidates.get(0).prompt();
        return !prompt.answering().isFrozen(Part.INSTRUCTION)
                && !prompt.instruction().isBlank();
    }

    @Override
    public Asking<Optional<Prompt>> apply(List<Parent> candidates, Setting setting) {
        final Prompt parent = candidates.get(0).prompt();
        return propose(candidates, setting)
                .map(proposal -> proposal.instruction().map(text -> parent.with(Part.INSTRUCTION, new TextPart(text))));
    }
}
