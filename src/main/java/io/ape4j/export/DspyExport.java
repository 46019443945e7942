package io.ape4j.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.JsonText;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Stage;
import io.ape4j.task.file.PromptFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code dspy.Predict.load} loads: instruction with output format, and demonstrations. DSPy writes its own messages
 * round them; the prompt that was scored stands beside them, and is what is read back while nothing else has changed.
 */
final class DspyExport implements ExportFormat {
    private static final String OUTPUT = "output";
    private static final String REASONING = "reasoning";
    private static final String OWN = "ape4j";

    @Override
    public String id() {
        return "dspy";
    }

    @Override
    public Map<String, String> files(Winner winner) {
        final Prompt prompt = winner.prompt();
        refuse(prompt, winner.fields());
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putArray("traces");
        root.putArray("train");
        root.set("demos", demonstrations(prompt));
        final ObjectNode signature = root.putObject("signature");
        signature.put("instructions", instructions(prompt));
        final ArrayNode fields = signature.putArray("fields");
        winner.fields().forEach(field -> field(fields, field));
        field(fields, OUTPUT);
        root.putNull("lm");
        final ObjectNode metadata = root.putObject("metadata");
        metadata.putObject("dependency_versions");
        metadata.set(OWN, PromptJson.write(prompt));
        final Map<String, String> files = Map.of("program.json", JsonText.write(root));
        requireReadBack(files, winner);
        return files;
    }

    private void requireReadBack(Map<String, String> files, Winner winner) {
        final PromptTemplate template = winner.prompt().answering().template();
        try {
            if (read(files, winner.fields(), template).prompt().equals(winner.prompt())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new ExportRefused(
                    "the prompt holds what no reader of JSON takes (" + e.getMessage() + "); export it as json");
        }
        throw new ExportRefused("read back from DSPy's file, the prompt would be another; export it as json");
    }

    private static void refuse(Prompt prompt, List<String> fields) {
        if (prompt.stages().size() > 1) {
            throw new ExportRefused("the prompt has several stages, and dspy.Predict is one; export it as json");
        }
        if (!prompt.answering().text(Part.TRIGGER).isEmpty()) {
            throw new ExportRefused(
                    "the prompt has a trigger, the beginning of the answer, which DSPy has no place for;"
                            + " freeze trigger, or export it as json");
        }
        if (fields.contains(OUTPUT) || fields.contains(REASONING)) {
            throw new ExportRefused("a field is called output or reasoning, as DSPy calls what it asks for; call it"
                    + " something else, or export it as json");
        }
        if (!isCleaned(instructions(prompt))) {
            throw new ExportRefused("the instruction has tabs, an indentation or white space at its ends, which DSPy"
                    + " takes out; export it as json");
        }
        if (instructions(prompt).isBlank()) {
            throw new ExportRefused(
                    "the prompt has no instruction, for which DSPy writes one of its own; export it as" + " json");
        }
    }

    /** As Python's {@code inspect.cleandoc} has it, which DSPy sends its instructions through. */
    private static boolean isCleaned(String text) {
        final List<String> later =
                text.lines().skip(1).filter(line -> !line.isBlank()).toList();
        return text.indexOf('\t') < 0
                && text.equals(text.strip())
                && (later.isEmpty() || later.stream().anyMatch(line -> line.charAt(0) != ' '));
    }

    private static String instructions(Prompt prompt) {
        final Stage stage = prompt.answering();
        final String format = stage.text(Part.OUTPUT_FORMAT);
        return format.isEmpty() ? prompt.instruction() : prompt.instruction() + "\n\n" + format;
    }

    private static ArrayNode demonstrations(Prompt prompt) {
        final ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (final Demonstration demonstration : prompt.answering().demonstrations()) {
            final ObjectNode one = list.addObject();
            demonstration.fields().forEach(one::put);
            if (demonstration.rationale() != null) {
                one.put(REASONING, demonstration.rationale());
            }
            one.put(OUTPUT, demonstration.output());
        }
        return list;
    }

    private static void field(ArrayNode fields, String name) {
        final String label = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        fields.addObject().put("prefix", label + ":").put("description", "${" + name + "}");
    }

    @Override
    public Optional<String> difference() {
        return Optional.of("DSPy's adapter writes its own messages round the instruction and the demonstrations, so the"
                + " requests are not the ones that were scored");
    }

    @Override
    public boolean isIn(String name, String text) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json")
                && JsonText.peek(text).path("signature").path("instructions").isTextual();
    }

    @Override
    public PromptFile read(Map<String, String> files, List<String> fields, PromptTemplate template) {
        final JsonNode root = JsonText.read(OneFile.of(files));
        final JsonNode own = root.path("metadata").path(OWN);
        final String instructions = root.path("signature").path("instructions").asText();
        if (!own.isMissingNode()) {
            final Prompt kept = PromptJson.read(own);
            if (instructions(kept).equals(instructions) && demonstrations(kept).equals(root.path("demos"))) {
                return new PromptFile(kept, Set.of(), List.of());
            }
        }
        final Prompt changed = Prompt.ofInstruction(template, instructions)
                .with(Part.DEMONSTRATIONS, new DemonstrationsPart(read(root.path("demos"), fields)));
        return new PromptFile(
                changed,
                Set.of(),
                List.of("Taken from DSPy: its instructions and demonstrations, in the task's own template."));
    }

    private static List<Demonstration> read(JsonNode demos, List<String> fields) {
        final List<Demonstration> demonstrations = new ArrayList<>();
        for (final JsonNode demo : demos) {
            final Map<String, String> values = new LinkedHashMap<>();
            for (final String field : fields) {
                if (!demo.path(field).isTextual()) {
                    throw new IllegalArgumentException(
                            "demonstration " + (demonstrations.size() + 1) + " has no text under \"" + field + "\"");
                }
                values.put(field, demo.path(field).textValue());
            }
            if (!demo.path(OUTPUT).isTextual()) {
                throw new IllegalArgumentException(
                        "demonstration " + (demonstrations.size() + 1) + " has no text under \"output\"");
            }
            final String rationale =
                    demo.path(REASONING).isTextual() ? demo.path(REASONING).textValue() : null;
            demonstrations.add(new Demonstration(values, demo.path(OUTPUT).textValue(), rationale, "dspy"));
        }
        return demonstrations;
    }
}
