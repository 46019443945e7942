package io.ape4j.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.task.text.InertJson;
import java.util.List;
import java.util.Map;

/** The prompt as ape4j's own JSON, without loss, with its provenance inside. */
final class JsonExport implements ExportFormat {
    /** Writes a double the same on every JVM: before JDK 19 its text was not always the shortest (JDK-4511638). */
    private static final ObjectWriter JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build()
            .writerWithDefaultPrettyPrinter();

    @Override
    public String id() {
        return "json";
    }

    @Override
    public Map<String, String> files(Prompt prompt, List<String> fields, Provenance provenance) {
        final ObjectNode root = PromptJson.write(prompt);
        fields.forEach(root.putArray("fields")::add);
        root.set("provenance", provenance.toJson());
        try {
            return Map.of("prompt.json", InertJson.of(JSON.writeValueAsString(root)) + "\n");
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree is written to memory", e);
        }
    }
}
