package io.ape4j.run.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventTest {
    @Test
    void aStopSaysWhy() {
        final Event stop = Event.stop(12, Event.Reason.WALL_CLOCK);

        assertThat(stop.reason()).isEqualTo(Event.Reason.WALL_CLOCK);
        assertThat(stop.data()).containsEntry("reason", "wall-clock");
    }

    @Test
    void aStopForAnUnknownReasonIsRefused() {
        assertThatThrownBy(() -> new Event(Event.Type.STOP, 0, new TreeMap<>(Map.of("reason", "boredom"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("boredom");
    }
}
