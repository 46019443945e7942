package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 24: the recorded run, where there is no cache, no model and, where that can be had, no network at all. */
@DisabledOnOs(OS.WINDOWS)
class OfflineReplayTest {
    private static final Path RECORDED = Path.of("runs/recorded");

    @TempDir
    private Path directory;

    @Test
    void theRecordedRunReplaysWithoutNetworkAndCacheToTheSameWinnerWithNoCall() throws Exception {
        final Path home = directory.resolve("no-home");
        final List<String> starter = Signals.mayDropTheNetwork() ? List.of("unshare", "-rn") : List.of();

        try (ApeProcess process = ApeProcess.under(
                starter,
                directory,
                Map.of("APE_HOME", home.toString()),
                List.of("replay", RECORDED.toAbsolutePath().toString(), "--json"))) {
            assertThat(process.waitFor()).as(process.err()).isIn(0, 3);

            final JsonNode replayed = new JsonMapper().readTree(process.out());
            final JsonNode recorded = new JsonMapper().readTree(Files.readString(RECORDED.resolve("result.json")));
            assertThat(replayed.path("winner")).isEqualTo(recorded.path("winner"));
            assertThat(replayed.path("test")).isEqualTo(recorded.path("test"));
            assertThat(replayed.at("/calls/bought").asInt(-1)).isZero();
            assertThat(replayed.at("/calls/cached").asInt(-1)).isZero();
            assertThat(replayed.path("exports")).isNotEmpty();
        }
        assertThat(home).doesNotExist();
    }
}
