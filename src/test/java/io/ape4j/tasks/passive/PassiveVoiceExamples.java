package io.ape4j.tasks.passive;

import io.ape4j.tasks.text.ExampleText;
import io.ape4j.tasks.text.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes the examples of the task {@code passive-voice}. What is said stands in {@code passive-voice.txt}, one
 * {@link Clause} a row; {@link ActiveVoice} and {@link PassiveVoice} say it.
 */
final class PassiveVoiceExamples {
    static final Path FILE = Path.of("tasks", "passive-voice", "examples.jsonl");

    private static final long SEED = 20_230_517L;

    private PassiveVoiceExamples() {}

    /** Writes the file, seen from the project's root. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text(), StandardCharsets.UTF_8);
    }

    /** What the file holds. */
    static String text() {
        final List<String> rows = new ArrayList<>(Resource.rows("passive-voice.txt"));
        Collections.shuffle(rows, new Random(SEED));
        return rows.stream()
                .map(Clause::parse)
                .map(clause -> ExampleText.line("sentence", ActiveVoice.of(clause), PassiveVoice.of(clause)))
                .collect(Collectors.joining());
    }
}
