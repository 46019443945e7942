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
    },
    /**
     * One instruction out of two, then in a new way, in one request: the genetic algorithm of Guo et al. 2024,
     * "Connecting large language models with evolutionary algorithms yields powerful prompt optimizers" (EvoPrompt),
     * section 3.2, whose crossover and mutation are one request too.
     */
    CROSS_MUTATE("cross-mutate", 2) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            return setting.proposer()
                    .put(
                            EvolvingQuestions.crossMutate(
                                    parents.get(0).prompt().instruction(),
                                    parents.get(1).prompt().instruction()),
                            setting.seed());
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return CROSS.appliesTo(parents, setting);
        }
    },
    /**
     * Differential evolution over words: where two donors differ, other words are found, put into the best instruction,
     * and the result is mixed with the parent's (Guo et al. 2024, EvoPrompt, section 3.3). Departs from it in that the
     * child does not take its parent's place: selection decides.
     */
    DIFFERENTIAL("differential", 4) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            final List<String> instructions = parents.stream()
                    .map(parent -> parent.prompt().instruction())
                    .toList();
            return setting.proposer()
                    .put(
                            EvolvingQuestions.differential(
                                    instructions.get(0), instructions.get(1), instructions.get(2), instructions.get(3)),
                            setting.seed());
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return super.appliesTo(parents, setting)
                    && parents.stream()
                            .noneMatch(parent -> parent.prompt().instruction().isBlank())
                    && !parents.get(1)
                            .prompt()
                            .instruction()
                            .equals(parents.get(2).prompt().instruction());
        }
    },
    /**
     * A fresh instruction from the task's description and a way of thinking, in the parent's frame: zero-order mutation
     * of Fernando et al. 2024, "Promptbreeder: self-referential self-improvement via prompt evolution", section 3.2.1.
     */
    ZERO_ORDER("zero-order", 1) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            final String style = MutationBank.STYLES.get(setting.random().nextInt(MutationBank.STYLES.size()));
            return setting.proposer()
                    .put(EvolvingQuestions.zeroOrder(setting.task().about().description(), style), setting.seed());
        }

        @Override
        public boolean appliesTo(List<Parent> parents, Setting setting) {
            return REPROPOSE.appliesTo(parents, setting)
                    && !setting.task().about().description().isBlank();
        }
    },
    /**
     * The instruction changed as one of a few sentences asks for: first-order mutation of Fernando et al. 2024,
     * Promptbreeder, section 3.2.1. Departs from it in that the sentences stay as they are.
     */
    FIRST_ORDER("first-order", 1) {
        @Override
        Asking<Proposal> propose(List<Parent> parents, Setting setting) {
            final String mutation = MutationBank.MUTATIONS.get(setting.random().nextInt(MutationBank.MUTATIONS.size()));
            return setting.proposer()
                    .put(
                            EvolvingQuestions.firstOrder(
                                    mutation, parents.get(0).prompt().instruction()),
                            setting.seed());
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
