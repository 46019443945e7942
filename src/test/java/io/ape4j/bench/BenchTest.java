package io.ape4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How benchmarks are started; what they measure takes too long for a test. */
class BenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutANameAllAreListed() {
        assertThat(run()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSameSizeAs(Benchmarks.all())
                .anySatisfy(line -> assertThat(line).startsWith("cache "))
                .anySatisfy(line -> assertThat(line).startsWith("journal "));
    }

    @Test
    void anUnknownNameIsAnErrorThatSaysWhatWasMeant() {
        assertThat(run("jurnal", "--quick")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"jurnal\"", "did you mean \"journal\"?");
        assertThat(out.size()).isZero();
    }

    @Test
    void anythingElseAfterTheNameIsAnError() {
        assertThat(run("cache", "--fast")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--fast", "--quick");
    }

    @Test
    void namesAreWordsOfTheCommandLineAndDifferent() {
        assertThat(Benchmarks.names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    private int run(String... arguments) {
        return Bench.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
