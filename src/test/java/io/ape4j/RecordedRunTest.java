package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.run.RunFolder;
import io.ape4j.search.SearchListener;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recorded quickstart, replayed without model, network and cache. Record it anew with {@code src/bench/record}. */
class RecordedRunTest {
    private final RunFolder recorded = RunFolder.open(Path.of("runs/recorded"));

    @Test
    void replayEndsInTheRecordedWinnerAndVerdictAndBuysNothing() {
        final JsonNode result = recorded.readResult().orElseThrow();

        final SearchReport replayed = Search.replay(recorded, Optional.empty(), SearchListener.SILENT);

        assertThat(replayed.toJson().get("winner")).isEqualTo(result.get("winner"));
        assertThat(replayed.toJson().get("test")).isEqualTo(result.get("test"));
        assertThat(replayed.verdict()).isEqualTo("better");
        assertThat(replayed.result().searchTotal().bought()).isZero();
        assertThat(replayed.result().confirming().bought()).isZero();
        assertThat(replayed.exports()).isNotEmpty();
    }
}
