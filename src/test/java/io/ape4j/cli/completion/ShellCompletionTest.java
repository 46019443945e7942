package io.ape4j.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ape4j.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in the shells that they are for. */
class ShellCompletionTest {
    private static final int SECONDS = 60;
    /** Prints what the shell has made of the line. */
    private static final String PROGRAM = "ape() { printf '<%s>' \"$@\"; echo; }\n";

    @TempDir
    private Path folder;

    @Test
    void bashCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        final String keys =
                PROGRAM + "ape sea\t--str\tevol\tx\nape cache ver\t--rep\t\nape search --cache onl\t\nexit\n";

        final String shown = typed("bash", List.of("bash", "--norc", "--noprofile", "-i"), keys);

        assertThat(shown)
                .contains("<search><--strategy><evolution><x>", "<cache><verify><--repair>", "<search><--cache><only>");
    }

    @Test
    void zshCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        final String keys =
                PROGRAM + "ape sea\t--str\tevol\tx\nape cache ver\t--rep\t\nape search --cache onl\t\nexit\n";

        final String shown = typed("zsh", List.of("zsh", "-f", "-i"), keys);

        assertThat(shown)
                .contains("<search><--strategy><evolution><x>", "<cache><verify><--repair>", "<search><--cache><only>");
    }

    @ParameterizedTest
    @CsvSource({
        "ape sea, search",
        "ape search --str, --strategy",
        "ape search --strategy evol, evolution",
        "ape search --scoring vl, vllm",
        "ape cache ver, verify",
        "ape cache verify --rep, --repair",
        "ape completion fi, fish",
        "ape search --prices exam, examples.csv",
        "ape lint exam, examples.csv",
    })
    void fishCompletes(String line, String completed) throws IOException, InterruptedException {
        requirePresent("fish");
        Files.writeString(folder.resolve("examples.csv"), "");
        final Path script = script("fish");

        final String shown = run(
                List.of("fish", "--no-config", "-c", "source " + script + "; complete --do-complete '" + line + "'"));

        assertThat(shown.lines().map(said -> said.replaceFirst("\t.*", ""))).containsExactly(completed);
    }

    @Test
    void fishOffersSubcommandsOnlyWhereTheyBelong() throws IOException, InterruptedException {
        requirePresent("fish");
        final Path script = script("fish");

        final String shown = run(
                List.of("fish", "--no-config", "-c", "source " + script + "; complete --do-complete 'ape export ver'"));

        assertThat(shown).isEmpty();
    }

    /** What an interactive shell shows on a terminal while somebody types. */
    private String typed(String shell, List<String> command, String keys) throws IOException, InterruptedException {
        requirePresent("script");
        requirePresent(shell);
        final String begin = shell.equals("zsh") ? "autoload -U compinit; compinit -u -D\n" : "";
        Files.writeString(folder.resolve("keys.txt"), begin + "source " + script(shell) + "\n" + keys);
        return run(List.of(
                "sh",
                "-c",
                "script -qec '" + String.join(" ", command) + "' /dev/null < " + folder.resolve("keys.txt")));
    }

    private Path script(String shell) throws IOException {
        final CommandLineRun printed = CommandLineRun.of(folder, Map.of(), "completion", shell);
        assertThat(printed.code()).isZero();
        return Files.writeString(folder.resolve("ape." + shell), printed.out());
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        final Path output = folder.resolve("output.txt");
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TERM", "dumb");
        builder.environment().put("HOME", folder.toString());
        final Process process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static void requirePresent(String program) {
        final boolean present = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(present, program + " is not installed");
    }
}
