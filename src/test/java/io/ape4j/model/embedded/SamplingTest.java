package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.model.ModelException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final float[] LOGITS = {(float) Math.log(.5), (float) Math.log(.3), (float) Math.log(.2)};

    private static double share(double temperature, double topP, int token) {
        final Sampling sampling = new Sampling(temperature, topP, "a stream");
        return IntStream.range(0, 20_000)
                        .filter(i -> sampling.choose(LOGITS) == token)
                        .count()
                / 20_000.0;
    }

    @Test
    void temperatureZeroTakesTheFirstOfTheLikeliest() {
        assertThat(new Sampling(0, 1, "").choose(new float[] {1, 3, 3, 2})).isEqualTo(1);
    }

    @Test
    void temperatureOneDrawsByProbability() {
        assertThat(share(1, 1, 0)).isCloseTo(.5, within(.02));
        assertThat(share(1, 1, 2)).isCloseTo(.2, within(.02));
    }

    @Test
    void aHigherTemperatureFlattens() {
        // .5^(1/2) / (.5^(1/2) + .3^(1/2) + .2^(1/2))
        assertThat(share(2, 1, 0)).isCloseTo(.4154, within(.02));
    }

    @Test
    void theNucleusIsCutBehindTheTokenThatReachesTopP() {
        assertThat(share(1, .79, 2)).isZero();
        assertThat(share(1, .79, 0)).isCloseTo(.5 / .8, within(.02));
        assertThat(share(1, .1, 0)).isEqualTo(1);
    }

    @Test
    void forbiddenTokensAreNeverDrawn() {
        final float[] logits = {0, Float.NEGATIVE_INFINITY, 0};
        final Sampling sampling = new Sampling(2, 1, "s");

        assertThat(IntStream.range(0, 1_000).map(i -> sampling.choose(logits))).doesNotContain(1);
    }

    @Test
    void theSameStreamDrawsTheSame() {
        final Sampling one = new Sampling(1, .9, "s");
        final Sampling other = new Sampling(1, .9, "s");

        assertThat(IntStream.range(0, 100).map(i -> one.choose(LOGITS)).toArray())
                .isEqualTo(
                        IntStream.range(0, 100).map(i -> other.choose(LOGITS)).toArray());
    }

    @Test
    void logProbabilitiesAreThoseOfTheSoftmax() {
        assertThat(Sampling.logProbability(new float[] {1000, 1000}, 1)).isCloseTo(Math.log(.5), within(1e-12));
        assertThat(Sampling.logProbability(LOGITS, 2)).isCloseTo(Math.log(.2), within(1e-7));
    }

    @Test
    void logitsThatAreNoNumbersAreAnError() {
        assertThatThrownBy(() -> Sampling.likeliest(new float[] {Float.NaN, Float.NaN}))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("damaged");
    }
}
