package io.ape4j.propose.operator;

import io.ape4j.prompt.Message;
import io.ape4j.propose.Question;
import java.util.List;

/** What evolving operators ask the proposer: short, and each with one worked example from a task of our own. */
final class EvolvingQuestions {
    private static final int MOST_TOKENS = 80;
    private static final int MOST_TOKENS_WITH_STEPS = 200;

    private EvolvingQuestions() {}

    /** Crossover and then mutation. */
    static Question crossMutate(String first, String second) {
        return question(
                "cross-mutate",
                MOST_TOKENS_WITH_STEPS,
                crossMutateText(
                        "Find the surname in the text.", "Look at the text and copy the last name, nothing more."),
                "Joined: Find the person's surname in the text and write only the surname.\n" + Question.LABEL
                        + "Search the text for the family name of the person and write that name alone.",
                crossMutateText(first, second));
    }

    /** Mutated differences of two instructions, put into the best and mixed with the current one. */
    static Question differential(String current, String one, String other, String best) {
        return question(
                "differential",
                MOST_TOKENS_WITH_STEPS,
                differentialText(
                        "Name the country's capital.",
                        "Write the main city of the land.",
                        "Write the city where the government sits.",
                        "Give the capital city of the country and nothing else."),
                "Different: \"the main city\" and \"where the government sits\"\nOther words: \"the seat of government\"\n"
                        + "Best, changed: Give the city that is the seat of government, and nothing else.\n"
                        + Question.LABEL
                        + "Name the city that is the country's seat of government, and nothing else.",
                differentialText(current, one, other, best));
    }

    /** From the description of the task alone. */
    static Question zeroOrder(String description, String style) {
        return question(
                "zero-order",
                MOST_TOKENS,
                zeroOrderText("which section of a newspaper a headline belongs to", MutationBank.STYLES.get(3)),
                "Name the section that the headline is mainly about. Do not be misled by a single word.",
                zeroOrderText(description, style));
    }

    /** A change that a sentence asks for. */
    static Question firstOrder(String mutation, String instruction) {
        return question(
                "first-order",
                MOST_TOKENS,
                firstOrderText(MutationBank.MUTATIONS.get(0), "Turn the title into a file name."),
                "Write the title in lower case, with a hyphen in the place of each space.",
                firstOrderText(mutation, instruction));
    }

    private static String crossMutateText(String first, String second) {
        return "Two instructions for the same job:\n1. " + first + "\n2. " + second
                + "\nJoin them into one. Then say the joined one in a new way that is clearer.";
    }

    private static String differentialText(String current, String one, String other, String best) {
        return "Four instructions for the same job:\nCurrent: " + current + "\nA: " + one + "\nB: " + other + "\nBest: "
                + best
                + "\nSee where A and B differ, find other words for that, put them into Best, and mix the result with"
                + " Current.";
    }

    private static String zeroOrderText(String description, String style) {
        return "Job: " + description + "\nWay of thinking: " + style
                + "\nWrite an instruction for the job in this way of thinking. Write only the instruction.";
    }

    private static String firstOrderText(String mutation, String instruction) {
        return mutation + "\n" + Question.LABEL + instruction + "\nWrite only the new instruction.";
    }

    private static Question question(String template, int mostTokens, String worked, String answer, String asked) {
        return new Question(
                template, List.of(Message.user(worked), Message.assistant(answer), Message.user(asked)), mostTokens);
    }
}
