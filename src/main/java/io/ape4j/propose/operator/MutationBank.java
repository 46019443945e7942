package io.ape4j.propose.operator;

import java.util.List;

/**
 * Ways of thinking, and requests for a change, that fit many tasks: what Fernando et al. 2024, "Promptbreeder", call
 * thinking-styles and mutation-prompts (section 3). The idea is theirs; every sentence here is our own.
 */
public final class MutationBank {
    /** Ways to go about a job. */
    public static final List<String> STYLES = List.of(
            "Split the job into small steps and do one after the other.",
            "Say first what is given and what is wanted.",
            "Picture a perfect answer, then ask what it takes to get there.",
            "Look for what often goes wrong and guard against it.",
            "Work as a careful expert of the field would.",
            "Explain it as to somebody on their first day.",
            "Leave out whatever makes no difference to the answer.",
            "Compare the case with others like it and see what is different.",
            "Go by plain rules: in this case do this, in that case do that.",
            "Check the answer against the question before giving it.",
            "Mind the exact form of the answer: spelling, order, units.",
            "Rely on what stands in the input, and on nothing else.");

    /** Requests to change an instruction. */
    public static final List<String> MUTATIONS = List.of(
            "Make this instruction more exact.",
            "Make this instruction shorter without losing what matters.",
            "Rewrite this instruction for somebody who has never done the job.",
            "Add the one detail to this instruction without which mistakes happen.",
            "Rewrite this instruction as two or three short steps.",
            "Replace the vague words of this instruction by concrete ones.",
            "Change what this instruction puts its weight on.",
            "Rewrite this instruction as a strict expert would put it.",
            "Add to this instruction how the answer is to be checked.",
            "Add to this instruction a warning against the most likely mistake.");

    private MutationBank() {}
}
