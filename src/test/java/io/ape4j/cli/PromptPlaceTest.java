package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import io.ape4j.export.place.SourceFile;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Prompts inside an application's own files: read, optimised and replaced where they stand. */
class PromptPlaceTest extends ParityCommands {
    private static final String SERVICE = """
            import dev.langchain4j.service.SystemMessage;
            import dev.langchain4j.service.UserMessage;
            import dev.langchain4j.service.V;

            /** Looks at boxes. */
            public interface Boxes {
                @SystemMessage(\"""
                        Look at the box.
                        Be brief.\""")
                @UserMessage({"Input: {{box}}", "Output:"})
                String kind(@V("box") String box); // ours
            }
            """;

    @Test
    void aServiceIsOptimisedInPlaceAndLangChain4jSendsTheWinner() throws Exception {
        final Path file = Files.writeString(directory.resolve("Boxes.java"), SERVICE);

        final JsonNode result = optimize("Boxes.java#kind", "--json").json();

        final String winner = result.path("winner").path("instruction").asText();
        assertThat(result.path("verdict").asText()).isEqualTo("better");
        assertThat(result.path("written").path("file").asText()).endsWith("Boxes.java#kind");
        assertThat(Files.readString(file))
                .isEqualTo(SERVICE.replace("Look at the box.\n            Be brief.", winner));
        assertThat(sent(file, "box 7")).containsExactly(winner, "Input: box 7\nOutput:");
        Files.writeString(directory.resolve("old.txt"), "Look at the box.");
        assertThat(ape("compare", "old.txt", "Boxes.java#kind", "--task", "parity", "--model", "openai:stub", "--json")
                        .json()
                        .path("verdict")
                        .asText())
                .isEqualTo("better");
        final int before = server.requests();
        assertThat(ape(
                                "eval",
                                "parity",
                                "--prompt",
                                "Boxes.java#kind",
                                "--split",
                                "test",
                                "--model",
                                "openai:stub",
                                "--json")
                        .json()
                        .path("score")
                        .asDouble())
                .isEqualTo(result.path("test").path("winner").asDouble());
        assertThat(server.requests()).isEqualTo(before);
    }

    @Test
    void aWinnerIsPutIntoAConstantAndNothingElseChanges() throws IOException {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "60");
        final Path real = Files.write(
                directory.resolve("Real.java"),
                "\uFEFFclass Prompts {\r\n\tstatic final String BOX = \"\"; // \u00e4\r\n}\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxr-x---"));
        final Path link = Files.createSymbolicLink(directory.resolve("Prompts.java"), real.getFileName());

        final CommandLineRun run = ape("export", "parity", "--into", "Prompts.java#BOX");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().strip()).endsWith("Prompts.java#BOX");
        assertThat(run.err()).contains("the winner of parity, which was found: better");
        assertThat(Files.readString(real))
                .startsWith("\uFEFFclass Prompts {\r\n\tstatic final String BOX = \"")
                .contains("parity", "{{box}}")
                .endsWith("\"; // \u00e4\r\n}\r\n");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rwxr-x---");
        assertThat(directory.resolve("provenance.json")).doesNotExist();
    }

    @Test
    void aWinnerIsPutBetweenMarksOfAnyFileAndReadBackFromThere() throws IOException {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "60");
        final Path file = Files.writeString(
                directory.resolve("app.py"), "# ape:begin BOX\nBOX = \"\"\"\"\"\"\n# ape:end BOX\nprint(BOX)\n");

        final CommandLineRun run = ape("export", "parity", "--into", "app.py#BOX");
        final CommandLineRun scored =
                ape("eval", "parity", "--prompt", "app.py#BOX", "--split", "test", "--model", "openai:stub", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(file))
                .startsWith("# ape:begin BOX\nBOX = \"\"\"")
                .endsWith("Output:\"\"\"\n# ape:end BOX\nprint(BOX)\n");
        assertThat(scored.json().path("calls").path("bought").asInt()).isZero();
    }

    @Test
    void aFileThatIsNoUtf8KeepsItsBytesOrIsLeft() throws IOException {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "60");
        final byte[] latin = "class P { String A = \"\"; } // \u00e4\u00f6\u00fc".getBytes(StandardCharsets.ISO_8859_1);
        final Path file = Files.write(directory.resolve("P.java"), latin);

        final CommandLineRun run = ape("export", "parity", "--into", "P.java#A");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .startsWith("class P { String A = \"")
                .endsWith("\"; } // \u00e4\u00f6\u00fc");
        assertThatThrownBy(
                        () -> SourceFile.read(file).replace("class P { String A = \"\u2014\"; } // \u00e4\u00f6\u00fc"))
                .hasMessageContaining("the file is no UTF-8, and the prompt holds letters beyond ASCII");
    }

    @Test
    void whatAPlaceCantHoldIsRefusedAndTheFileStays() throws IOException {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "60");
        final String bare = "class P { String A = \"Look at the box.\"; String B = C + \"\"; }";
        final Path file = Files.writeString(directory.resolve("P.java"), bare);
        Files.writeString(directory.resolve("Boxes.java"), SERVICE);

        assertThat(refused("export", "parity", "--into", "P.java#A"))
                .contains("P.java#A was left as it is: it holds an instruction without {{field}}");
        assertThat(refused("export", "parity", "--into", "P.java#B"))
                .contains("the constant B is not made of string literals alone");
        assertThat(refused("export", "parity", "--into", "P.java#C"))
                .contains("it has no String constant C", "P.A, P.B");
        assertThat(refused("export", "parity", "--into", "Boxes.java#kind"))
                .contains("it holds a system message and a user message, and the prompt has a user message");
        assertThat(refused("export", "parity", "--into", "P.java")).contains("names no place; give FILE#NAME");
        assertThat(refused("export", "parity", "--into", "Gone.java#A")).contains("there is no file or folder");
        assertThat(refused("export", "parity", "--into", "P.java#A", "--format", "txt"))
                .contains("leave --format and --output out, or --into");
        assertThat(refused("export", "parity")).contains("give --format with one of txt, md", "or --into FILE#NAME");
        assertThat(refused("optimize", "--prompt", "P.java#C", "parity", "--model", "openai:stub"))
                .contains("P.java#C: it has no String constant C");
        assertThat(Files.readString(file)).isEqualTo(bare);
    }

    private String refused(String... arguments) {
        final CommandLineRun run = ape(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err();
    }

    /** The texts that a model gets from the compiled service. */
    private List<String> sent(Path file, String box) throws Exception {
        final int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertThat(code).isZero();
        final List<String> received = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            final Class<?> service = loader.loadClass("Boxes");
            service.getMethod("kind", String.class).invoke(AiServices.create(service, new Recording(received)), box);
        }
        return received;
    }

    private CommandLineRun optimize(String prompt, String... more) {
        final List<String> arguments = new ArrayList<>(
                List.of("optimize", "--prompt", prompt, "parity", "--model", "openai:stub", "--max-calls", "60"));
        arguments.addAll(List.of(more));
        return ape(arguments.toArray(String[]::new));
    }

    private record Recording(List<String> received) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            for (final ChatMessage message : request.messages()) {
                received.add(
                        message instanceof SystemMessage system ? system.text() : ((UserMessage) message).singleText());
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("ok")).build();
        }
    }
}
