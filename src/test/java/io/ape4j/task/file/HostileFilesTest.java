package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no text, or too much of it. */
class HostileFilesTest {
    private static final String UTF_16 = "1:1: the file is UTF-16 (by its byte-order mark); save the file as UTF-8";

    @TempDir
    private Path parent;

    @Test
    void utf16IsRefused() {
        final byte[] utf16 = TaskFolder.YAML.getBytes(StandardCharsets.UTF_16);

        assertThat(TaskFolder.in(parent).with("task.yaml", utf16).problems()).containsExactly("task.yaml:" + UTF_16);
        assertThat(TaskFolder.in(parent).with("examples.jsonl", utf16).problems())
                .contains("examples.jsonl:" + UTF_16);
    }

    @Test
    void utf16WithoutAMarkIsRefused() {
        final byte[] utf16 = TaskFolder.EXAMPLES.getBytes(StandardCharsets.UTF_16LE);

        assertThat(TaskFolder.in(parent).with("examples.jsonl", utf16).problems())
                .startsWith("examples.jsonl:1:2: a NUL byte: this is UTF-16 or no text; save the file as UTF-8");
    }

    @Test
    void latin1IsRefusedAtItsFirstLetter() {
        final byte[] latin1 = "{\"message\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(TaskFolder.in(parent).with("examples.jsonl", latin1).problems())
                .containsExactly("examples.jsonl:1:14: the byte 0xE4 is no UTF-8; save the file as UTF-8");
    }

    @Test
    void escapeCharacterInYamlIsRefused() {
        assertThat(TaskFolder.in(parent)
                        .with("task.yaml", TaskFolder.YAML + "description: a\u001b[31mb\n")
                        .problems())
                .containsExactly("task.yaml:5:15: the character \"\\u001b\" can't stand in YAML;"
                        + " take it out or write it as an escape in double quotes");
    }

    @Test
    void aFileThatEndsInsideAnEscapeMadeTheYamlParserFailOnItsOwnNumber() {
        assertThat(TaskFolder.in(parent)
                        .with("task.yaml", TaskFolder.YAML + "description: \"a \\u")
                        .problems())
                .containsExactly("task.yaml:5:12: no YAML: after this place the file ends inside an escape;"
                        + " write \\u and four hexadecimal digits, and close the quotes");
    }

    @Test
    void anExponentOfElevenDigitsMadeTheJsonParserFailOnItsOwnNumber() {
        assertThat(TaskFolder.in(parent)
                        .with("examples.jsonl", "{\"message\": [1e99999999999], \"output\": \"b\"}\n")
                        .problems())
                .containsExactly("examples.jsonl:1:1: no JSON: a number whose exponent has too many digits;"
                        + " write one object per line, e.g. {\"text\": \"...\", \"output\": \"...\"}");
    }

    @Test
    void lineOf100MegabytesIsRefusedAndTheNextOneIsRead() throws IOException {
        final TaskFolder folder = TaskFolder.in(parent);
        final byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(folder.folder().resolve("examples.jsonl"))) {
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
            out.write("\n[]\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(folder.problems())
                .containsExactly(
                        "examples.jsonl:1:1: the line is longer than 1048576 bytes, the most that is read;"
                                + " split or shorten it",
                        "examples.jsonl:2:1: the line is no JSON object;"
                                + " write one object per line, e.g. {\"text\": \"...\", \"output\": \"...\"}");
    }

    @Test
    void taskFileOfMoreThanAMegabyteIsRefused() {
        assertThat(TaskFolder.in(parent)
                        .with("task.yaml", TaskFolder.YAML + "#".repeat(1 << 20))
                        .problems())
                .containsExactly(
                        "task.yaml: the file is larger than 1048576 bytes, the most that is read; make it smaller");
    }

    @Test
    void unclosedQuoteDoesNotSwallowTheFile() {
        final TaskFolder folder = TaskFolder.in(parent)
                .with("task.yaml", TaskFolder.YAML.replace("jsonl", "csv"))
                .with("examples.csv", "message,output\n\"a,b\n" + "c,d\n".repeat(1_000_000));

        assertThat(folder.problems())
                .containsExactly("examples.csv:2:1: the quote that opens here is not closed;"
                        + " close it, and write \"\" for a quote inside");
    }

    @Test
    void complaintsEndAtOneHundred() {
        final TaskFolder folder = TaskFolder.in(parent).with("examples.jsonl", "{\n".repeat(1_000));

        assertThat(folder.problems()).hasSize(Problems.MAX_PROBLEMS);
    }

    @Test
    void controlAndBidiCharactersAreInertInMessages() {
        assertThat(TaskFolder.in(parent)
                        .with("examples.jsonl", "{\"a\\u001b[31m\\u202e\": 1, \"message\": \"a\", \"output\": \"b\"}\n")
                        .problems())
                .containsExactly("examples.jsonl:1:2: unknown key \"a\\u001b[31m\\u202e\";"
                        + " known: message, output, outputs, split");
    }
}
