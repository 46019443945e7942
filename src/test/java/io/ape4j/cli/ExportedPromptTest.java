package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.export.Exports;
import io.ape4j.model.hosted.StubServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exported prompt scores what the search said, in every format, and no answer is bought for it again. */
class ExportedPromptTest {
    @TempDir
    private static Path directory;

    private static StubServer server;
    private static JsonNode search;

    @BeforeAll
    static void search() throws IOException {
        server = ParityTask.serve();
        ParityTask.write(directory.resolve("parity"), 120);
        search = ape("search", "parity", "--model", "openai:stub", "--max-calls", "120", "--json")
                .json();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> formats() {
        return Exports.ids();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theFolderOfAnExportScoresWhatTheSearchSaid(String format) {
        final CommandLineRun export = ape("export", "parity", "--format", format, "--output", format + "/");

        final JsonNode result = eval(format);

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(result.path("score").asDouble())
                .isEqualTo(search.path("test").path("winner").asDouble());
        assertThat(result.path("n").asInt())
                .isEqualTo(search.path("test").path("n").asInt());
        assertThat(result.path("calls").path("bought").asInt()).isZero();
        assertThat(result.path("examples"))
                .isEqualTo(eval("runs/parity/exports/json/prompt.json").path("examples"));
    }

    @Test
    void theProvenanceStandsBesideWhatDoesNotHoldIt() throws IOException {
        final CommandLineRun folder = ape("export", "parity", "--format", "dspy", "--output", "program/");
        final CommandLineRun file = ape("export", "parity", "--format", "openai", "--output", "chat.json");

        assertThat(folder.out()).contains("program.json", "provenance.json");
        assertThat(file.out()).contains("chat.json\n", "chat.json.provenance.json");
        assertThat(Files.readString(directory.resolve("program/provenance.json")))
                .contains("\"promptSha256\"", "DSPy's adapter writes its own messages");
        assertThat(Files.readString(directory.resolve("chat.json.provenance.json")))
                .contains("\"verdict\"")
                .doesNotContain("difference");
        assertThat(eval("chat.json").path("calls").path("bought").asInt()).isZero();
    }

    @Test
    void aServiceGoesWhereTheBuildLooksForIt() {
        final CommandLineRun maven = ape(
                "export",
                "parity",
                "--format",
                "langchain4j",
                "--output",
                "app/src/main/resources/com/example/prompts/");
        final CommandLineRun root =
                ape("export", "parity", "--format", "langchain4j", "--output", "b/src/test/resources");
        final CommandLineRun noPackage =
                ape("export", "parity", "--format", "langchain4j", "--output", "c/src/main/resources/my-prompts/");

        assertThat(maven.code()).as(maven.err()).isZero();
        assertThat(directory.resolve("app/src/main/resources/com/example/prompts"))
                .isDirectoryNotContaining("glob:**.java")
                .isDirectoryContaining("glob:**user-message.txt");
        assertThat(directory.resolve("app/src/main/java/com/example/prompts/PromptService.java"))
                .content()
                .startsWith("package com.example.prompts;\n\nimport dev.langchain4j.");
        assertThat(root.out())
                .contains(Path.of("b/src/test/java/PromptService.java").toString());
        assertThat(directory.resolve("b/src/test/java/PromptService.java"))
                .content()
                .startsWith("import ");
        assertThat(noPackage.out()).contains("my-prompts" + File.separator + "PromptService.java");
        assertThat(eval("app/src/main/resources/com/example/prompts")
                        .path("calls")
                        .path("bought")
                        .asInt())
                .isZero();
    }

    @Test
    void whatBecameOfTheRunsOwnExportsDoesNotMatter() throws IOException {
        final Path recorded = directory.resolve("runs/parity/exports/json/prompt.json");
        final String before = Files.readString(recorded);
        Files.delete(recorded);
        try {
            final CommandLineRun export = ape("export", "parity", "--format", "json");

            assertThat(export.code()).as(export.err()).isZero();
            assertThat(export.out()).isEqualTo(before);
        } finally {
            Files.writeString(recorded, before);
        }
    }

    private static JsonNode eval(String prompt) {
        final CommandLineRun run = ape(
                "eval",
                "parity",
                "--prompt",
                prompt,
                "--split",
                "test",
                "--model",
                "openai:stub",
                "--json",
                "--examples");
        assertThat(run.code()).as(run.err()).isZero();
        return run.json();
    }

    private static CommandLineRun ape(String... arguments) {
        return CommandLineRun.of(directory, ParityTask.environment(server, directory.resolve("home")), arguments);
    }
}
