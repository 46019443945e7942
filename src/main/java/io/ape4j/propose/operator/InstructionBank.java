package io.ape4j.propose.operator;

import java.util.List;

/** Generic phrases that fit many tasks: moves that cost no call. */
public final class InstructionBank {
    /** Closing clauses about the form of the answer. */
    public static final List<String> CLAUSES = List.of(
            "Give only the result.",
            "Do not explain your answer.",
            "Do not repeat the input.",
            "Answer briefly and exactly.",
            "Think about what is really asked, then give only the final answer.");

    /** Phrases that begin an answer with reasoning (the first after Kojima et al. 2022, table 4). */
    public static final List<String> TRIGGERS = List.of(
            "Let's think step by step.",
            "First, list what is known. Then work it out, and end with the result.",
            "Let's go through it one step at a time and state the final result last.");

    private InstructionBank() {}
}
