package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PowerCommandTest extends ParityCommands {
    @Test
    void theGainThatTheTestExamplesShowIsToldWithWhatIsAssumed() {
        final CommandLineRun run = ape("power", "parity");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("task      parity: \\d+ test examples, exact McNemar test at 0\\.05")
                .contains("assumed   the baseline gets 50 % right, and 5.0 % of all examples get worse")
                .containsPattern("shows     a gain of \\d+ points or more, 4 times in 5")
                .containsPattern("\\+10 +\\d+ % +\\d+")
                .doesNotContain("+20");
        assertThat(server.requests()).isZero();
    }

    @Test
    void scriptsReadTheSameAsJson() {
        final JsonNode power = ape("power", "parity", "--examples", "100", "--gain", "5,10,50", "--json")
                .json();

        assertThat(power.path("examples").asInt()).isEqualTo(100);
        assertThat(power.path("smallestGain").asDouble()).isBetween(0.1, 0.2);
        assertThat(power.at("/gains/1/gain").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(power.at("/gains/1/needed").asInt()).isBetween(150, 190);
        assertThat(power.at("/gains/0/needed").asInt())
                .isGreaterThan(power.at("/gains/1/needed").asInt());
        assertThat(power.at("/gains/2/possible").asBoolean()).isFalse();
    }

    @Test
    void assumptionsCanBeGiven() {
        final JsonNode power = ape("power", "parity", "--baseline", "0.8", "--worse", "0", "--examples", "40", "--json")
                .json();

        assertThat(power.at("/assumed/baseline").asDouble()).isEqualTo(0.8);
        assertThat(power.path("room").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(power.path("smallestGain").asDouble()).isCloseTo(0.193, within(0.01));
    }

    @Test
    void anEarlierRunTellsHowManyReallyGotWorse() {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "40", "--run", "first");

        final JsonNode power =
                ape("power", "parity", "--run", "first", "--json").json();
        final double baseline = power.at("/assumed/baseline").asDouble();

        assertThat(power.at("/assumed/source").asText()).startsWith("as in the run first, on ");
        assertThat(baseline).isBetween(0.1, 0.6);
        assertThat(power.at("/assumed/worse").asDouble()).isZero();
        assertThat(power.path("room").asDouble()).isCloseTo(1 - baseline, within(1e-9));
    }

    @Test
    void otherScoresNeedTheirDeviation() throws IOException {
        final Path file = directory.resolve("parity/task.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("metric: .*", "metric: {type: token-f1}"));

        final CommandLineRun power = ape("power", "parity", "--deviation", "0.2");
        final CommandLineRun wrong = ape("power", "parity", "--worse", "0.1");

        assertThat(power.out()).contains("paired sign-flip test", "a standard deviation of 0.20");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--deviation is what counts");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(ape("power", "parity", "--baseline", "0.1", "--worse", "0.2").err())
                .contains("only what the baseline gets right can get worse");
        assertThat(ape("power", "parity", "--gain", "0.1").err()).contains("points between 1 and 100");
        assertThat(ape("power", "parity", "--deviation", "0.1").err()).contains("--worse is what counts");
        assertThat(ape("power", "parity", "--run", "nobody").code()).isEqualTo(2);
        assertThat(ape("power", "parity", "--examples", "-1").code()).isEqualTo(2);
    }

    @Test
    void aSearchTellsBeforeItBeginsWhichGainCouldShow() {
        final CommandLineRun dry = ape("search", "parity", "--model", "openai:stub", "--dry-run");
        final JsonNode json = ape("search", "parity", "--model", "openai:stub", "--dry-run", "--json")
                .json();

        assertThat(dry.err())
                .containsPattern("with \\d+ test examples a gain of \\d+ points or more will show \\(4 times in 5\\);"
                        + " see: ape power ");
        assertThat(json.at("/test/examples").asInt()).isPositive();
        assertThat(json.at("/test/smallestGain").asDouble()).isBetween(0.1, 0.4);
    }

    @Test
    void aBaselineThatLeavesNothingToGainIsToldByLint() {
        assertThat(ape("lint", "parity", "--baseline", "0.98").out())
                .contains("warning headroom: Your prompt scores 0.98");
        assertThat(ape("lint", "parity", "--baseline", "98").code()).isEqualTo(2);
    }
}
