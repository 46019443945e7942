package io.ape4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void littleRoomIsSaidAndTooLittleIsAProblem() {
        assertThat(Machine.disk(99_999_999, Path.of("home")))
                .isEqualTo(Finding.problem(
                        "disk", "0.1 GB free at home", "make room: runs and the cache need some hundred megabytes"));
        assertThat(Machine.disk(1_900_000_000L, Path.of("home")))
                .isEqualTo(Finding.note("disk", "1.9 GB free at home", "enough for a search, not for a large model"));
        assertThat(Machine.disk(2_000_000_000L, Path.of("home"))).isEqualTo(Finding.ok("disk", "2.0 GB free at home"));
    }

    @Test
    void littleMemoryIsSaid() {
        assertThat(Machine.heap(127_000_000))
                .isEqualTo(Finding.problem("memory", "127 MB for Java", "give it more with APE_JAVA_OPTS=-Xmx512m"));
        assertThat(Machine.memory(1_000_000_000))
                .isEqualTo(Finding.note(
                        "memory", "1.0 GB in this machine", "take a small model, such as embedded:smollm2-135m"));
        assertThat(Machine.memory(2_000_000_000)).isEqualTo(Finding.ok("memory", "2.0 GB in this machine"));
    }
}
