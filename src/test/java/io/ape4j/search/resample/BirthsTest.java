package io.ape4j.search.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BirthsTest {
    private static final Prompt MOTHER = prompt("mother");
    private static final Prompt FATHER = prompt("father");
    private static final Prompt GOOD = prompt("good");
    private static final Prompt BAD = prompt("bad");
    private static final Prompt UNSCORED = prompt("unscored");

    private static final Map<Prompt, Double> FITNESS =
            Map.of(MOTHER, 0.5, FATHER, 0.6, GOOD, 0.7, BAD, 0.1, UNSCORED, 0.9);

    private final Births births = new Births();

    @Test
    void gainIsMeasuredAgainstTheBestParentAndNeverNegative() {
        births.note("cross", List.of(MOTHER, FATHER), Optional.of(GOOD), 1);
        births.note("cross", List.of(MOTHER), Optional.of(BAD), 1);

        final OperatorYield cross = births.yields(standings()).get(0);

        assertThat(cross.gain()).isEqualTo(0.1, within(1e-12));
        assertThat(cross.meanGain()).isEqualTo(0.05, within(1e-12));
        assertThat(cross.tried()).isEqualTo(2);
        assertThat(cross.children()).isEqualTo(2);
        assertThat(cross.better()).isEqualTo(1);
    }

    @Test
    void callsAreTheOperatorsOwnAndTheFirstScoresOfItsChildren() {
        births.note("cross", List.of(MOTHER), Optional.of(GOOD), 2);
        births.note("clause", List.of(MOTHER), Optional.of(BAD), 0);

        assertThat(births.yields(standings()))
                .extracting(OperatorYield::operator, OperatorYield::calls)
                .containsExactly(tuple("cross", 6L), tuple("clause", 4L));
    }

    @Test
    void whatBroughtNothingStillTookItsCalls() {
        births.note("cross", List.of(MOTHER), Optional.empty(), 1);
        births.note("cross", List.of(MOTHER), Optional.of(UNSCORED), 1);

        final OperatorYield cross = births.yields(standings()).get(0);

        assertThat(cross).isEqualTo(new OperatorYield("cross", 2, 1, 0, 0, 2));
        assertThat(cross.gainPerCall()).isZero();
    }

    @Test
    void aChildWithoutParentsHasNobodyToBeBetterThan() {
        births.note("fresh", List.of(), Optional.of(GOOD), 1);

        assertThat(births.yields(standings()).get(0).better()).isZero();
    }

    private static Births.Standings standings() {
        return new Births.Standings() {
            @Override
            public double fitness(Prompt prompt) {
                return FITNESS.getOrDefault(prompt, 0.0);
            }

            @Override
            public boolean isScored(Prompt prompt) {
                return !prompt.equals(UNSCORED);
            }

            @Override
            public long firstScores(Prompt prompt) {
                return 4;
            }
        };
    }

    private static Prompt prompt(String instruction) {
        return Prompt.ofInstruction(
                PromptTemplate.standard(List.of("input"), Layout.USER, DemonstrationsAs.TEXT), instruction);
    }
}
