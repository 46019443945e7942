package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.hosted.ServerFault;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RELIABILITY 7 and 10: whole searches over each protocol, with a server that misbehaves all the time. */
class FaultySearchTest {
    private static final int EVERY = 6;
    private static final List<ServerFault> PASSING =
            Arrays.stream(ServerFault.values()).filter(fault -> !fault.hangs()).toList();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeTask() throws IOException {
        ParityTask.write(directory.resolve("parity"), 40);
        // It ends by itself: retries are paid from the limits too, and one that cuts decides how a search ends.
        Files.writeString(directory.resolve("small.yaml"), """
                task: parity
                limits: {calls: 2000}
                search: {populationSize: 4, proposals: 8, offspring: 2, generations: 1, survivors: 1}
                """);
    }

    @ParameterizedTest
    @EnumSource
    void case7ASearchThroughFaultsOfEveryKindEndsAsIfThereWereNone(StubProtocol protocol) throws IOException {
        final AtomicInteger injected = new AtomicInteger();
        final Set<String> seen = ConcurrentHashMap.newKeySet();
        try (StubServer good = StubServer.answering(ParityTask::answer);
                StubServer bad = StubServer.scripted(request -> {
                    final boolean isFirst = seen.add(request.body().toString());
                    if (isFirst && request.number() % EVERY == 0) {
                        return PASSING.get(injected.getAndIncrement() % PASSING.size())
                                .reply(protocol);
                    }
                    return StubReply.text(ParityTask.answer(request));
                })) {
            final CommandLineRun undisturbed = search(good, protocol, "undisturbed");
            final CommandLineRun disturbed = search(bad, protocol, "disturbed");

            assertThat(undisturbed.code()).as(undisturbed.err()).isIn(0, 3);
            assertThat(disturbed.code()).as(disturbed.err()).isEqualTo(undisturbed.code());
            assertThat(exports("disturbed")).isNotEmpty().isEqualTo(exports("undisturbed"));
            assertThat(disturbed.json().path("candidates"))
                    .isEqualTo(undisturbed.json().path("candidates"));
            assertThat(injected.get()).isGreaterThan(10);
            System.out.println("faults: " + injected + " in a search over " + protocol + ", answers lost: 0");
        }
    }

    /** All of them in the long form. */
    static Stream<StubProtocol> protocolsInOutage() {
        return Boolean.getBoolean("ape4j.long") ? Stream.of(StubProtocol.values()) : Stream.of(StubProtocol.OPENAI);
    }

    @ParameterizedTest
    @MethodSource("protocolsInOutage")
    void case7AnOutageStopsTheRunResumableAndIsNeverAScore(StubProtocol protocol) throws IOException {
        final ServerFault fault = protocol == StubProtocol.OPENAI ? ServerFault.TOO_MANY : ServerFault.UNAVAILABLE;
        final AtomicBoolean down = new AtomicBoolean();
        try (StubServer server = StubServer.scripted(request -> {
            if (request.number() == 25) {
                down.set(true);
            }
            return down.get() ? fault.reply(protocol) : StubReply.text(ParityTask.answer(request));
        })) {
            final CommandLineRun stopped = search(server, protocol, "stopped");
            assertThat(stopped.code()).isEqualTo(1);
            assertThat(stopped.json().path("verdict").asText()).isEqualTo("unconfirmed");
            assertThat(stopped.json().path("unconfirmed").asText()).contains("gave no answer in 6 attempts");
            final long scored = stopped.json().path("candidates").findValues("examples").stream()
                    .filter(JsonNode::isNumber)
                    .mapToLong(JsonNode::asLong)
                    .sum();
            assertThat(scored).isLessThanOrEqualTo(25);
            final int before = server.requests();

            down.set(false);
            final CommandLineRun resumed =
                    CommandLineRun.of(directory, environment(server), "resume", "stopped", "--json", "--cache", "off");
            final CommandLineRun undisturbed = search(server, protocol, "undisturbed");

            assertThat(resumed.code()).as(resumed.err()).isEqualTo(undisturbed.code());
            assertThat(exports("stopped")).isEqualTo(exports("undisturbed"));
            assertThat(before).isLessThan(25 + 8 * 6 + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void case10FailuresOfSingleExamplesAreCountedAndTheRunGoesOn(StubProtocol protocol) {
        final CommandLineRun run = searchWith(protocol, request -> {
            if (request.maxTokens() != 7) {
                return StubReply.text(ParityTask.answer(request));
            }
            final int box = Integer.parseInt(request.prompt().replaceAll("(?s).*box (\\d+).*", "$1"));
            return switch (box % 10) {
                case 3 -> StubReply.error(400, "x", "this exceeds the maximum context length");
                case 5 -> StubReply.error(400, "x", "blocked by our content policy");
                case 7 -> StubReply.cut("even");
                default -> StubReply.text(ParityTask.answer(request));
            };
        });

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        final JsonNode executor = run.json().path("answers").path("executor");
        assertThat(executor.path("contextExceeded").asInt()).isPositive();
        assertThat(executor.path("contentFiltered").asInt()).isPositive();
        assertThat(executor.path("cut").asInt()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void case10WhateverTheProposerAnswersIsHandledAndCountedByReason(StubProtocol protocol) {
        final List<String> said = new ArrayList<>(List.of(
                "",
                "I'm sorry, but I can't help with that.",
                "```text\nState the parity of the number: even or odd.\n```",
                "1. State the parity of the number: even or odd.",
                "\"State the parity of the number: even or odd.\"",
                "word ".repeat(200_000),
                "Name the colour of the box in one word."));
        final AtomicInteger next = new AtomicInteger();
        final Map<String, String> answers = new ConcurrentHashMap<>();
        final CommandLineRun run = searchWith(
                protocol,
                request -> StubReply.text(
                        request.maxTokens() == 7
                                ? ParityTask.answer(request)
                                : answers.computeIfAbsent(
                                        request.body().toString(),
                                        body -> said.get(next.getAndIncrement() % said.size()))));

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        final JsonNode proposals = run.json().path("proposals");
        final Map<String, Integer> dismissed = proposals.path("dismissed").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asInt()));
        assertThat(dismissed)
                .containsKeys("empty", "a refusal", "too long", "the same as before")
                .allSatisfy((reason, times) -> assertThat(times).isPositive());
        assertThat(proposals.path("asked").asInt())
                .isGreaterThan(
                        dismissed.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(run.json().path("winner").path("instruction").asText()).contains("parity");
        final CommandLineRun replayed = CommandLineRun.of(directory, Map.of(), "replay", "run", "--json");
        assertThat(replayed.json().path("proposals")).isEqualTo(proposals);
        assertThat(CommandLineRun.of(directory, Map.of(), "replay", "run").out())
                .contains("proposals ", " not taken: ", "the same as before");
    }

    private CommandLineRun searchWith(StubProtocol protocol, Function<StubRequest, StubReply> script) {
        try (StubServer server = StubServer.scripted(script)) {
            return search(server, protocol, "run");
        }
    }

    private CommandLineRun search(StubServer server, StubProtocol protocol, String run) {
        return CommandLineRun.of(
                directory,
                environment(server),
                "search",
                "small.yaml",
                "--model",
                protocol.provider().prefix() + ":stub",
                "--run",
                run,
                "--cache",
                "off",
                "--yes",
                "--json");
    }

    private Map<String, String> environment(StubServer server) {
        return ParityTask.environment(server, directory.resolve("home"));
    }

    private Map<String, String> exports(String run) throws IOException {
        final Path folder = directory.resolve("runs").resolve(run);
        assertThat(Files.isDirectory(folder)).isTrue();
        return ParityTask.exports(folder);
    }
}
