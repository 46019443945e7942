package io.ape4j.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.JsonText;
import io.ape4j.export.format.Winner;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.text.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The prompt as ape4j's own JSON, without loss, with its provenance inside. */
final class JsonExport implements ExportFormat {
    @Override
    public String id() {
        return "json";
    }

    @Override
    public Map<String, String> files(Winner winner) {
        final ObjectNode root = PromptJson.write(winner.prompt());
        winner.fields().forEach(root.putArray("fields")::add);
        root.set("provenance", winner.provenance().toJson());
        return Map.of("prompt.json", JsonText.write(root));
    }

    /** What no other format takes is read as this one, which then says what is wrong with it. */
    @Override
    public boolean isIn(String name, String text) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public PromptFile read(Map<String, String> files, List<String> fields, PromptTemplate template) {
        final JsonNode root = JsonText.read(OneFile.of(files));
        try {
            return new PromptFile(PromptJson.read(root), Set.of(), List.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Shown.sentence(String.valueOf(e.getMessage())) + "; name a prompt.json that ape exported", e);
        }
    }

    @Override
    public boolean holdsProvenance() {
        return true;
    }
}
