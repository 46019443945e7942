package io.ape4j.report.page;

import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Stage;
import io.ape4j.report.ResultJson;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** A prompt as pages show it. */
public final class ShownPrompt {
    private static final int MOST_IN_A_ROW = 400;

    private ShownPrompt() {}

    /** Its messages; without demonstrations, which are examples, where none may be shown. */
    public static String whole(Prompt prompt, List<String> fields, Detail detail) {
        if (detail == Detail.EXAMPLES) {
            return ResultJson.rendered(prompt, fields);
        }
        final Stage stage = prompt.answering();
        final int left = stage.demonstrations().size();
        final Prompt bare =
                left == 0 ? prompt : prompt.withAnswering(stage.with(Part.DEMONSTRATIONS, DemonstrationsPart.EMPTY));
        return ResultJson.rendered(bare, fields) + (left == 0 ? "" : "\n\n(" + left + " demonstrations are left out)");
    }

    /** What tells it from others, in a line or two. */
    static String brief(Prompt prompt) {
        final Stage stage = prompt.answering();
        final List<String> texts = new ArrayList<>();
        for (final String part : List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.TRIGGER)) {
            if (!stage.text(part).isBlank()) {
                texts.add(stage.text(part).strip());
            }
        }
        final String said = texts.isEmpty() ? "(no text)" : String.join("\n", texts);
        final int demonstrations = stage.demonstrations().size();
        return shortened(said)
                + (demonstrations == 0
                        ? ""
                        : "\n+ " + demonstrations + (demonstrations == 1 ? " demonstration" : " demonstrations"));
    }

    private static String shortened(String said) {
        final String beginning = Shown.beginning(said, MOST_IN_A_ROW);
        return beginning.length() < said.length() ? beginning + "…" : said;
    }
}
