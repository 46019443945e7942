package io.ape4j.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import java.util.List;
import java.util.Map;

/** The prompt as ape4j's own JSON, without loss, with its provenance inside. */
final class JsonExport implements ExportFormat {
    @Override
    public String id() {
        return "json";
    }

    @Override
    public Map<String, String> files(Prompt prompt, List<String> fields, Provenance provenance) {
        final ObjectNode root = PromptJson.write(prompt);
        fields.forEach(root.putArray("fields")::add);
        root.set("provenance", provenance.toJson());
        return Map.of("prompt.json", root.toPrettyString() + "\n");
    }
}
