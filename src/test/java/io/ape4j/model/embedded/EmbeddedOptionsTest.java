package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedOptionsTest {
    @Test
    void threadsFollowTheCoresUnlessToldOtherwise() {
        assertThat(EmbeddedOptions.threads(Map.of(), 1)).isEqualTo(1);
        assertThat(EmbeddedOptions.threads(Map.of(), 2)).isEqualTo(2);
        assertThat(EmbeddedOptions.threads(Map.of(), 12)).isEqualTo(6);
        assertThat(EmbeddedOptions.threads(Map.of(), 128)).isEqualTo(8);
        assertThat(EmbeddedOptions.threads(Map.of("APE_THREADS", "3"), 128)).isEqualTo(3);
    }

    @Test
    void aNumberOfThreadsThatIsNoneIsRefused() {
        assertThatThrownBy(() -> EmbeddedOptions.threads(Map.of("APE_THREADS", "many"), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("APE_THREADS")
                .hasMessageContaining("many");
    }
}
