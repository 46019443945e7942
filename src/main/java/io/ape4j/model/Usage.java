package io.ape4j.model;

/**
 * Tokens of one call.
 *
 * @param inputTokens tokens of the prompt
 * @param outputTokens tokens generated
 * @param reported whether the model said so; otherwise these are the upper bounds of the reservation
 */
public record Usage(long inputTokens, long outputTokens, boolean reported) {
    public static final Usage NONE = new Usage(0, 0, true);

    public Usage {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("token counts must be at least 0");
        }
    }

    public Usage plus(Usage other) {
        return new Usage(
                sum(inputTokens, other.inputTokens), sum(outputTokens, other.outputTokens), reported && other.reported);
    }

    public long totalTokens() {
        return sum(inputTokens, outputTokens);
    }

    /** A server may report any number: a sum that overflowed would look like nothing spent. */
    private static long sum(long first, long second) {
        return first > Long.MAX_VALUE - second ? Long.MAX_VALUE : first + second;
    }
}
