package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of 100 MB before the real command line in a JVM of 48 MB. */
class BoundedMemoryTest {
    @TempDir
    private Path directory;

    @Test
    void case13FilesOf100MegabytesAreRefusedInAHeapOf48() throws Exception {
        final List<String> folders = List.of(
                task("line", "examples.jsonl", "{\"box\": \"", 'x'),
                task("nesting", "examples.jsonl", "{\"box\": ", '['),
                task("lines", "examples.jsonl", "", '\n'),
                task("cell", "examples.csv", "box,output\n", 'x'),
                task("quote", "examples.csv", "box,output\n\"", '\n'),
                task("header", "examples.csv", "box", ','),
                task("baseline", "baseline.txt", "Do it. ", 'x'),
                task("yaml", "task.yaml", "name: ", 'x'));

        final List<String> said = lint(folders);

        assertThat(said)
                .usingElementComparator((line, expected) -> line.contains(expected) ? 0 : 1)
                .containsExactly(
                        "examples.jsonl:1:1: the line is longer than 1048576 bytes",
                        "examples.jsonl:1:1: the line is longer than 1048576 bytes",
                        "examples.jsonl:2097153:1: the line is longer than 1048576 bytes",
                        "examples.csv:2:1: the line is longer than 1048576 bytes",
                        "examples.csv:2:1: the quote that opens here is not closed",
                        "examples.csv:1:1: the line is longer than 1048576 bytes",
                        "baseline.txt: the file is larger than 1048576 bytes",
                        "task.yaml: the file is larger than 1048576 bytes");
        assertThat(said).allMatch(line -> line.startsWith("2 "));
    }

    private static List<String> lint(List<String> folders) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BoundedMemoryProbe.class.getName()));
        command.addAll(folders);
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private String task(String name, String file, String start, char repeated) throws IOException {
        final Path folder = ParityTask.write(directory.resolve(name), 30);
        final String examples = file.endsWith(".csv") ? file : "examples.jsonl";
        Files.writeString(folder.resolve("task.yaml"), """
                name: parity
                fields: [box]
                examples: %s
                metric: {type: exact-match}
                baseline: baseline.txt
                """.formatted(examples));
        Files.writeString(folder.resolve("baseline.txt"), "Look at the box.");
        final byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) repeated);
        try (RandomAccessFile out = new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
            out.setLength(0);
            out.write(start.getBytes(StandardCharsets.UTF_8));
            out.write(megabyte);
            out.write(megabyte);
            // The rest is a hole, which reads as NUL bytes and takes no disk.
            out.setLength(100L << 20);
        }
        return folder.toString();
    }
}
