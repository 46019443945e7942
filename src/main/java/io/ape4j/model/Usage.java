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
                inputTokens + other.inputTokens, outputTokens + other.outputTokens, reported && other.reported);
    }

    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}
