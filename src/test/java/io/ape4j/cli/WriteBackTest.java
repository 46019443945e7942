package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.hosted.StubReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ape optimize} ends with what it changed, and writes a better prompt into the file that it came from. */
class WriteBackTest extends ParityCommands {
    private static final String OLD = "Look at the box.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "mine.txt~Look at the box.\\r\\n\\r\\nInput: {{ box }}\\r\\n",
                "alone.txt~\\n  Look at the box.",
                "marked.md~# Boxes\\n{{#instruction}}Look at the box.{{/instruction}} Be brief. Input: {{box}}\\n\\n",
                "parts.txt~---system---\\n{{instruction}}\\n---instruction---\\nLook at the box.\\n---user---\\nInput: {{box}}",
                "github.prompt.yml~# ours\\nname: 'x'\\nmessages:\\n  - role: user\\n    content: |-\\n        Look at the box.\\n\\n        Input: {{box}}\\n# end",
                "quoted.prompt.yml~messages: [{role: user, content: \"Look at the box.\\\\nInput: {{box}}\"}] # a note",
                "genkit.prompt~---\\nmodel: x/y  # ours\\n---\\n{{role \"user\"}}Look at the box.\\nInput: {{box}}\\n",
                "user.st~Look at the box.\\nInput: {box}",
                "chat.json~[ {\"role\" : \"user\",\\n\"content\":\"Look at the box.\\\\nInput: {{box}}\"} ]",
                "promptfooconfig.yaml~prompts:\\n  - |-   # ours\\n    Look at the box.\\n\\n    Input: {{box}}\\nproviders: [openai:x]"
            })
    void theFileHoldsTheWinnerAndNothingElseInItHasChanged(String name, String escaped) throws IOException {
        final String text = escaped.translateEscapes();
        final Path file = write(name, text);

        final CommandLineRun run = optimize(name, "--json");

        final JsonNode result = run.json();
        final String winner = result.path("winner").path("instruction").asText();
        assertThat(result.path("verdict").asText()).isEqualTo("better");
        assertThat(result.path("written").path("done").asBoolean())
                .as(run.out())
                .isTrue();
        assertThat(winner).contains("parity");
        assertThat(Files.readString(file)).isEqualTo(text.replace(OLD, winner));
        assertThat(eval(name)).isEqualTo(result.path("test").path("winner").asDouble());
    }

    @Test
    void theEndShowsTheWordsThatChangedAndSaysWhereTheWinnerIs() throws IOException {
        write("mine.txt", OLD);

        final CommandLineRun run = optimize("mine.txt");

        assertThat(run.out())
                .contains("Changed in your prompt:", "[-Look at", "{+State", "mine.txt holds the winner now");
    }

    @Test
    void aByteOrderMarkStaysWhereItIs() throws IOException {
        final Path file = write("mine.txt", "\uFEFF" + OLD + "\r\n");

        optimize("mine.txt");

        assertThat(Files.readString(file))
                .startsWith("\uFEFF")
                .contains("parity")
                .endsWith("\r\n");
    }

    @Test
    void aProvenanceBesideTheFileIsNamedAsUntrueNow() throws IOException {
        write("mine.txt", OLD);
        write("provenance.json", "{}");

        final CommandLineRun run = optimize("mine.txt");

        assertThat(run.out() + run.err())
                .contains("mine.txt holds the winner now; ")
                .contains("provenance.json still tells of the prompt before: take it away, or export the run again");
    }

    @Test
    void forceWritesAWinnerThatIsNotShownToBeBetter() throws IOException {
        ParityTask.write(directory.resolve("small"), 14); // too few test examples to show any gain
        final Path file = write("mine.txt", OLD);
        final String[] search = {
            "optimize", "--prompt", "mine.txt", "small", "--model", "openai:stub", "--max-calls", "60", "--json"
        };

        final JsonNode left = ape(search).json();
        final String before = Files.readString(file);
        final JsonNode forced = ape(Stream.concat(Stream.of(search), Stream.of("--force"))
                        .toArray(String[]::new))
                .json();

        assertThat(left.at("/written/reason").asText()).contains("not shown to be better (--force writes it");
        assertThat(before).isEqualTo(OLD);
        assertThat(forced.path("verdict").asText()).isNotEqualTo("better");
        assertThat(forced.at("/written/done").asBoolean()).isTrue();
        assertThat(Files.readString(file))
                .isEqualTo(forced.at("/winner/instruction").asText());
    }

    @Test
    void noWriteLeavesTheFileAndStillShowsTheWords() throws IOException {
        final Path file = write("mine.txt", OLD);

        final CommandLineRun run = optimize("mine.txt", "--no-write");

        assertThat(run.out()).contains("{+State", "left as it is: --no-write was given");
        assertThat(file).hasContent(OLD);
    }

    @Test
    void whatIsNotBetterIsLeftAsItIs() throws IOException {
        write("mine.txt", "Tell me the parity of the box or say nothing.");

        final CommandLineRun plain = optimize("mine.txt");

        assertThat(plain.out()).contains("left as it is");
        assertThat(directory.resolve("mine.txt")).hasContent("Tell me the parity of the box or say nothing.");
    }

    @Test
    void anExportThatTellsItsScoresIsLeftAndTheExportsAreNamed() throws IOException {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "2");
        final Path file = directory.resolve("mine.json");
        Files.copy(directory.resolve("runs/parity/exports/json/prompt.json"), file);
        final String before = Files.readString(file);

        final CommandLineRun run = optimize("mine.json", "--force");

        assertThat(file).hasContent(before);
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("would be untrue of another", "exports");
    }

    @Test
    void aFileThatChangedDuringTheSearchIsLeft() throws IOException {
        final Path file = write("mine.txt", OLD);
        server.close();
        server = ParityTask.serve(request -> {
            overwrite(file);
            return StubReply.text(ParityTask.answer(request));
        });

        final CommandLineRun run = optimize("mine.txt");

        assertThat(file).hasContent("Somebody else was here.");
        assertThat(run.out()).contains("changed since it was read", "runs");
    }

    @Test
    void aFileThatIsGoneAfterTheSearchIsNotMadeAnew() throws IOException {
        final Path file = write("mine.txt", OLD);
        server.close();
        server = ParityTask.serve(request -> {
            delete(file);
            return StubReply.text(ParityTask.answer(request));
        });

        final CommandLineRun run = optimize("mine.txt");

        assertThat(file).doesNotExist();
        assertThat(run.out()).contains("it is gone. The winner stands in ");
    }

    @Test
    void aFolderOfSeveralFilesIsLeft() throws IOException {
        Files.createDirectories(directory.resolve("prompts"));
        write("prompts/system-message.txt", OLD);
        write("prompts/user-message.txt", "Input: {{box}}");

        final CommandLineRun run = optimize("prompts");

        assertThat(directory.resolve("prompts/system-message.txt")).hasContent(OLD);
        assertThat(run.out()).contains("it is a folder; name the one file in it that is to change");
    }

    @Test
    void neverAndAlwaysContradictEachOther() throws IOException {
        write("mine.txt", OLD);

        final CommandLineRun run = optimize("mine.txt", "--no-write", "--force");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--no-write and --force");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void overwrite(Path file) {
        try {
            Files.writeString(file, "Somebody else was here.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private double eval(String prompt) {
        return ape("eval", "parity", "--prompt", prompt, "--split", "test", "--model", "openai:stub", "--json")
                .json()
                .path("score")
                .asDouble();
    }

    private CommandLineRun optimize(String prompt, String... more) {
        final List<String> arguments = new ArrayList<>(
                List.of("optimize", "--prompt", prompt, "parity", "--model", "openai:stub", "--max-calls", "60"));
        arguments.addAll(List.of(more));
        return ape(arguments.toArray(String[]::new));
    }
}
