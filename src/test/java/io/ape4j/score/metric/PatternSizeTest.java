package io.ape4j.score.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.score.Scoring;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"(a{500}){500}", "((x{100}){100}){100}", "(?:[a-z]{1,900}){2,900}", "((((a{9}){9}){9}){9}){9}"})
    void aShortPatternThatTakesAllMemoryIsRefused(String pattern) {
        assertThatThrownBy(() -> Scoring.score(Scoring.spec("regex", Map.of("pattern", pattern)), "a", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is too large")
                .hasMessageContaining("write a smaller pattern");
    }

    @Test
    void groupsInGroupsAndLengthAreBounded() {
        assertThat(PatternSize.of("(".repeat(201) + ")".repeat(201)).isTooLarge())
                .isTrue();
        assertThat(PatternSize.of("a".repeat(2_001)).isTooLarge()).isTrue();
        assertThat(PatternSize.of("((((").isTooLarge()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\d{4}-\\d{2}-\\d{2}", "[a-z]{1,50}@([a-z]{1,63}\\.){1,5}[a-z]{2,9}", "a{", "\\{9999}", "(a|b)*"
            })
    void whatPeopleWriteIsNot(String pattern) {
        assertThat(PatternSize.of(pattern).isTooLarge()).isFalse();
    }
}
