package io.ape4j.prompt;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a prompt is without an example's input, in tokens reckoned at four bytes of UTF-8 each. It is a function of
 * the prompt alone, so that a replay, another executor or a server that reports no usage finds the same; what a model's
 * own tokenizer counts differs, but by about the same factor for all candidates of a task.
 */
public final class PromptLength {
    private static final int BYTES_PER_TOKEN = 4;

    private PromptLength() {}

    /**
     * Tokens of all stages' messages with empty inputs, rounded up.
     *
     * @param fields names of the task's input fields
     */
    public static long tokens(Prompt prompt, List<String> fields) {
        final Map<String, String> inputs = new HashMap<>();
        fields.forEach(field -> inputs.put(field, ""));
        final Map<String, String> outputs = new HashMap<>();
        long bytes = 0;
        for (final Stage stage : prompt.stages()) {
            for (final Message message : stage.render(inputs, outputs)) {
                bytes += message.text().getBytes(StandardCharsets.UTF_8).length;
            }
            outputs.put(stage.name(), "");
        }
        return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }
}
