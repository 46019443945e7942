package io.ape4j.cli.board;

import io.ape4j.cli.terminal.Inert;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TextPart;
import io.ape4j.report.WordDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In what a prompt differs from the one that it was made from, on one line. */
final class Change {
    private static final int CONTEXT_WORDS = 3;

    private Change() {}

    /** Empty if no part differs. */
    static Optional<Line> of(Prompt before, Prompt after) {
        final List<Line> lines = new ArrayList<>();
        final Stage old = before.answering();
        after.answering()
                .parts()
                .forEach((name, part) -> part(name, old.parts().get(name), part).ifPresent(lines::add));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        final Line all = lines.get(0);
        lines.subList(1, lines.size()).forEach(line -> all.add("; ").add(line));
        return Optional.of(all);
    }

    private static Optional<Line> part(String name, @Nullable Part before, Part after) {
        if (after.equals(before)) {
            return Optional.empty();
        }
        if (after instanceof TextPart text) {
            final String old = before instanceof TextPart known ? known.text() : "";
            return Optional.of(label(name).add(words(Inert.flat(old), Inert.flat(text.text()))));
        }
        final int shown = count(after);
        final int were = before == null ? 0 : count(before);
        return Optional.of(label(name).add(shown == were ? "others, " + shown : were + " -> " + shown));
    }

    private static Line label(String name) {
        return name.equals(Part.INSTRUCTION) ? new Line() : Line.of(Ink.FAINT, Inert.flat(name) + ": ");
    }

    private static int count(Part part) {
        return part instanceof DemonstrationsPart list ? list.demonstrations().size() : 0;
    }

    private static Line words(String before, String after) {
        final Line line = new Line();
        final List<WordDiff.Run> runs = WordDiff.of(before, after).runs();
        for (int i = 0; i < runs.size(); i++) {
            final WordDiff.Run run = runs.get(i);
            if (i > 0) {
                line.add(" ");
            }
            switch (run.fate()) {
                case KEPT -> line.add(context(run.text(), i == 0, i == runs.size() - 1));
                case REMOVED -> line.add(Ink.REMOVED, "[-" + run.text() + "-]");
                case ADDED -> line.add(Ink.ADDED, "{+" + run.text() + "+}");
            }
        }
        return line;
    }

    /** Of what stayed, the words that stand beside a change. */
    private static String context(String text, boolean isFirst, boolean isLast) {
        final List<String> words = Arrays.asList(text.split(" ", -1));
        final int before = isFirst ? 0 : CONTEXT_WORDS;
        final int after = isLast ? 0 : CONTEXT_WORDS;
        if (words.size() <= before + after + 1) {
            return text;
        }
        final List<String> shown = new ArrayList<>(words.subList(0, before));
        shown.add("...");
        shown.addAll(words.subList(words.size() - after, words.size()));
        return String.join(" ", shown);
    }
}
