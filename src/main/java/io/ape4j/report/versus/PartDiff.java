package io.ape4j.report.versus;

import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TextPart;
import io.ape4j.report.WordDiff;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One part of two prompts, word by word.
 *
 * @param part its name
 */
public record PartDiff(String part, List<WordDiff.Run> runs) {

    /** The parts that differ. */
    static List<PartDiff> between(Stage before, Stage after) {
        final Set<String> names = new LinkedHashSet<>(before.parts().keySet());
        names.addAll(after.parts().keySet());
        final List<PartDiff> all = new ArrayList<>();
        for (final String name : names) {
            final Part old = before.parts().get(name);
            final Part fresh = after.parts().get(name);
            if (old == null || !old.equals(fresh)) {
                all.add(new PartDiff(name, runs(text(old), text(fresh))));
            }
        }
        return all;
    }

    private static List<WordDiff.Run> runs(String old, String fresh) {
        return old.equals(fresh)
                ? List.of(new WordDiff.Run(WordDiff.Fate.ADDED, "others, " + fresh))
                : WordDiff.of(old, fresh).runs();
    }

    /** Demonstrations are examples, which not every page may show: their number tells enough beside the prompts. */
    private static String text(@Nullable Part part) {
        if (part instanceof TextPart text) {
            return text.text();
        }
        return part instanceof DemonstrationsPart list ? list.demonstrations().size() + " in number" : "";
    }
}
