package io.ape4j.export;

import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.Provenance;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.TextPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prompts and provenance for tests of exports. */
final class Exporting {
    static final List<String> FIELDS = Prompts.FIELDS;

    static final Provenance PROVENANCE = new Provenance(
            "tone",
            7,
            1,
            Map.of("executor", "ollama:small", "proposer", "openai:large"),
            "0".repeat(64),
            new Provenance.Measured(0.75, 40),
            new Provenance.Confirmed("better", 0.8, 0.6, 50, 0.05, 0.35, 0.0123));

    private Exporting() {}

    static Winner winner(Prompt prompt) {
        return new Winner(prompt, FIELDS, PROVENANCE, Optional.empty());
    }

    static Prompt bare(String instruction) {
        return Prompt.ofInstruction(PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT), instruction);
    }

    /** With every part, letters beyond ASCII and braces. */
    static Prompt full(Layout layout, DemonstrationsAs as) {
        return Prompt.ofInstruction(PromptTemplate.standard(FIELDS, layout, as), "Gr\u00fc\u00dfe: rewrite {it}.")
                .with(Part.OUTPUT_FORMAT, new TextPart("One line, e.g. {\"a\": 1}."))
                .with(Part.TRIGGER, new TextPart("Sure:"))
                .with(
                        Part.DEMONSTRATIONS,
                        new DemonstrationsPart(List.of(
                                demonstration("Yo", "formal", "Good day.", null),
                                demonstration("\u4f60\u597d", "warm", "\u4f60\u597d\u5440!", "It is Chinese."))));
    }

    private static Demonstration demonstration(String text, String tone, String output, @Nullable String rationale) {
        return new Demonstration(Prompts.fields(text, tone), output, rationale, "user");
    }

    /** All files of all formats, one after the other, or why a format refuses. */
    static String everything(Prompt prompt) {
        final StringBuilder out = new StringBuilder();
        for (final ExportFormat format : Exports.all()) {
            try {
                format.files(prompt, FIELDS, PROVENANCE)
                        .forEach((name, text) -> out.append("=== ")
                                .append(format.id())
                                .append(": ")
                                .append(name)
                                .append('\n')
                                .append(text)
                                .append("<end>\n"));
            } catch (ExportRefused e) {
                out.append("=== ")
                        .append(format.id())
                        .append(" refuses: ")
                        .append(e.getMessage())
                        .append('\n');
            }
        }
        return out.toString();
    }
}
