package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class MemoryTest {
    private static final long LEAST_BYTES_OF_AN_OPEN_MODEL = 80_000_000;

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void closingGivesTheMemoryBack() throws IOException {
        final long open;
        try (EmbeddedModel model = TestModels.openSmollm()) {
            model.answer(Request.chat(List.of(Message.user("Hello")), 2));
            open = residentBytes();
        }

        assertThat(open - residentBytes()).isGreaterThan(LEAST_BYTES_OF_AN_OPEN_MODEL);
    }
}
