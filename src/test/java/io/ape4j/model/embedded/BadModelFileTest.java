package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadModelFileTest {
    private static final int HEADER_BYTES = 4_000_000;
    private static final int BYTES_BEFORE_A_TEXT = 12;
    private static final int LENGTH_OF_THE_TEMPLATE = 368;
    private static final long OFFSET_IN_THE_VOCABULARY = 221_301;

    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.gguf"), content);
    }

    private static byte[] beginning(int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(TestModels.smollm())) {
            return in.readNBytes(bytes);
        }
    }

    private static void assertRefused(Path file, String... reasons) {
        assertThatThrownBy(() -> EmbeddedModel.open(file, EmbeddedOptions.of(System.getenv()))
                        .close())
                .isInstanceOf(ModelException.Rejected.class)
                .message()
                .contains(file.toString())
                .contains(reasons);
    }

    @Test
    void missing() {
        assertRefused(folder.resolve("none.gguf"), "does not exist", "ape model list");
    }

    @Test
    void aFolder() {
        assertRefused(folder, "is a folder");
    }

    @Test
    void empty() throws IOException {
        assertRefused(file(new byte[0]), "only 0 bytes", "fetch it again");
    }

    @Test
    void notGguf() throws IOException {
        final byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);

        assertRefused(file(noise), "not a GGUF file");
    }

    @Test
    void anotherVersion() throws IOException {
        final byte[] content = beginning(10_000);
        content[4] = 99;

        assertRefused(file(content), "version 99");
    }

    @Test
    void cutInTheHeader() throws IOException {
        assertRefused(file(beginning(10_000)), "can't be loaded", "incomplete");
    }

    @Test
    void cutInTheData() throws IOException {
        assertRefused(file(beginning(HEADER_BYTES)), "can't be loaded", "incomplete");
    }

    @Test
    void aDamagedHeader() throws IOException {
        final byte[] content = beginning(HEADER_BYTES);
        Arrays.fill(content, 8, 24, (byte) 0x7f);

        assertRefused(file(content), "can't be loaded", "damaged");
    }

    @Test
    void aVocabularyWithOneTokenTwiceWhichWouldAbortTheProcess() throws IOException {
        assertRefused(copyWith(OFFSET_IN_THE_VOCABULARY, new byte[] {0}), "makes llama.cpp", "GGML_ASSERT", "damaged");
    }

    @Test
    void withoutAChatTemplate() throws IOException {
        assertRefused(
                copyWith(offsetOf("tokenizer.chat_template"), bytes("tokenizer.chat_tenplate")),
                "has no chat template",
                "choose an \"instruct\" or \"chat\" file");
    }

    @Test
    void withAChatTemplateThatOnlyJinjaRenders() throws IOException {
        final String template = "tokenizer.chat_template";
        final int start = offsetOf(template) + template.length() + BYTES_BEFORE_A_TEXT;

        assertRefused(
                copyWith(start, bytes("{{ messages }}".repeat(LENGTH_OF_THE_TEMPLATE / 14))),
                "its chat template is none of those that llama.cpp renders without Jinja",
                "llama-server --jinja");
    }

    private Path copyWith(long offset, byte[] other) throws IOException {
        final Path file = Files.copy(TestModels.smollm(), folder.resolve("model.gguf"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(other), offset);
        }
        return file;
    }

    private static int offsetOf(String text) throws IOException {
        return new String(beginning(HEADER_BYTES), StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void theNextGoodFileOpensAllTheSame() {
        try (EmbeddedModel model = TestModels.openSmollm()) {
            assertThat(model.contextTokens()).isEqualTo(1024);
        }
    }
}
