package io.ape4j.export.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ape4j.task.text.InertJson;
import io.ape4j.task.text.StrictJson;
import io.ape4j.task.text.TextFault;

/** JSON of exports: indented, the same on every JVM, and inert on a terminal. */
public final class JsonText {
    /** Writes a double the same on every JVM: before JDK 19 its text was not always the shortest (JDK-4511638). */
    private static final ObjectWriter JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build()
            .writerWithDefaultPrettyPrinter();

    private JsonText() {}

    public static String write(JsonNode value) {
        try {
            return InertJson.of(JSON.writeValueAsString(value)) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree is written to memory", e);
        }
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException caused by a {@link TextFault} with the place
     */
    public static JsonNode read(String text) {
        try {
            return StrictJson.read(text);
        } catch (TextFault fault) {
            throw new IllegalArgumentException(String.valueOf(fault.getMessage()), fault);
        }
    }

    /** The value, to tell formats apart by; missing if it is no JSON, which whoever reads it says. */
    public static JsonNode peek(String text) {
        try {
            return StrictJson.read(text);
        } catch (TextFault fault) {
            return MissingNode.getInstance();
        }
    }
}
