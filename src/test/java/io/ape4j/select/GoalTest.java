package io.ape4j.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "best",
                "shortest-within 1%",
                "shortest-within 0%",
                "shortest-within 2.5%",
                "shortest-within 100%"
            })
    void aPreferenceIsReadAsItIsWritten(String text) {
        assertThat(Preference.parse(text).text()).isEqualTo(text);
    }

    @Test
    void onePercentIsAHundredthOfAScore() {
        assertThat(Preference.parse("shortest-within 1.0 %"))
                .isEqualTo(Preference.parse("shortest-within 1%"))
                .extracting(Preference::tolerance)
                .isEqualTo(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shortest", "shortest-within 1", "shortest-within -1%", "shortest-within 101%", "BEST"})
    void whatIsNoPreferenceIsRefusedWithOneThatIs(String text) {
        assertThatThrownBy(() -> Preference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefer");
    }

    @Test
    void theScoreIsAlwaysAnObjective() {
        assertThatThrownBy(() -> new Goal(List.of(Objective.PROMPT_TOKENS), Preference.BEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score");
        assertThatThrownBy(() -> Objective.named("latency")).hasMessageContaining("score, prompt-tokens");
    }

    @Test
    void theLengthCountsAsAnObjectiveOrByPreference() {
        assertThat(Goal.STANDARD.minds(Objective.PROMPT_TOKENS)).isFalse();
        assertThat(Goal.STANDARD
                        .withPrefer(Preference.parse("shortest-within 1%"))
                        .minds(Objective.PROMPT_TOKENS))
                .isTrue();
        assertThat(new Goal(List.of(Objective.PROMPT_TOKENS, Objective.SCORE), Preference.BEST))
                .extracting(goal -> goal.minds(Objective.PROMPT_TOKENS))
                .isEqualTo(true);
    }
}
