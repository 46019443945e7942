package io.ape4j.reliability.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.cli.CommandLineRun;
import io.ape4j.cli.ParityTask;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A search of some twenty answers in a folder of its own: task, config, run and cache. It asks one request at a time, so
 * that the nth request to arrive says that n answers were used.
 *
 * @param size examples to select on
 */
record SmallSearch(Path directory, String strategy, int size) {
    static final String NAME = "small";

    private static final int TEST = 3;
    private static final int PROPOSE = 3;

    /** Writes it; the run does not begin. */
    static SmallSearch write(Path directory, String strategy) throws IOException {
        return write(directory, strategy, 4);
    }

    /** As above, with more examples and so more answers. */
    static SmallSearch write(Path directory, String strategy, int size) throws IOException {
        final Path task = Files.createDirectories(directory.resolve("boxes"));
        final StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PROPOSE + size + TEST; i++) {
            final String split = i < PROPOSE ? "propose" : i < PROPOSE + size ? "select" : "test";
            lines.append("{\"box\": \"box %d\", \"output\": \"%s\", \"split\": \"%s\"}%n"
                    .formatted(i, i % 2 == 0 ? "even" : "odd", split));
        }
        Files.writeString(task.resolve("examples.jsonl"), lines);
        Files.writeString(task.resolve("task.yaml"), """
                name: boxes
                fields: [box]
                examples: examples.jsonl
                output: {maxTokens: 7, labels: [even, odd]}
                metric: {type: exact-match, normalise: [trim, lower-case]}
                baseline: {instruction: Look at the box.}
                """);
        Files.writeString(directory.resolve(NAME + ".yaml"), """
                task: boxes
                strategy: %s
                models: {executor: "openai:stub"}
                limits: {calls: %d}
                concurrency: 1
                search: {proposals: 3, populationSize: 4, offspring: 2, generations: 2, survivors: 1, blockSize: 2, demonstrations: 2}
                export: [txt, md, json, langchain4j]
                """.formatted(strategy, 3 * size));
        return new SmallSearch(directory, strategy, size);
    }

    Path run() {
        return directory.resolve("runs").resolve(NAME);
    }

    Path journal() {
        return run().resolve("journal.jsonl");
    }

    Path home() {
        return directory.resolve("home");
    }

    Map<String, String> environment(StubServer server) {
        return ParityTask.environment(server, home());
    }

    /** The command that starts it, without a cache, so that only the journal knows what was bought. */
    static List<String> start() {
        return List.of("search", NAME + ".yaml", "--cache", "off");
    }

    /** One command, in this process. */
    CommandLineRun ape(StubServer server, String... arguments) {
        return CommandLineRun.of(directory, environment(server), arguments);
    }

    CommandLineRun ape(StubServer server, List<String> arguments) {
        return ape(server, arguments.toArray(String[]::new));
    }

    CommandLineRun resume(StubServer server) {
        return ape(server, "resume", NAME, "--json");
    }

    Map<String, String> exports() throws IOException {
        return ParityTask.exports(run());
    }

    /** How many answers the journal has. */
    long journaled() {
        if (!Files.exists(journal())) {
            return 0;
        }
        try (var journal = io.ape4j.run.journal.Journal.openReadOnly(journal())) {
            return journal.callCount();
        }
    }

    /** A server that answers well, but does what {@code instead} has for the request of a number, counted from 0. */
    static StubServer server(IntFunction<@Nullable StubReply> instead) {
        return StubServer.scripted(request -> {
            final StubReply other = instead.apply(request.number());
            return other == null ? StubReply.text(ParityTask.answer(request)) : other;
        });
    }

    static StubServer server() {
        return server(number -> null);
    }

    /** Requests that came more than once. */
    static long askedTwice(StubServer server) {
        final List<String> bodies = server.log().stream()
                .map(StubRequest::body)
                .map(JsonNode::toString)
                .toList();
        return bodies.size() - bodies.stream().distinct().count();
    }

    /** How it ends when nothing happens. */
    record Undisturbed(Map<String, String> exports, int answers, long journalBytes) {
        static Undisturbed of(Path directory, String strategy) throws IOException {
            return of(SmallSearch.write(directory.resolve("undisturbed"), strategy));
        }

        static Undisturbed of(SmallSearch search) throws IOException {
            try (StubServer server = server()) {
                final CommandLineRun run = search.ape(server, start());
                if (run.code() != 0 && run.code() != 3) {
                    throw new AssertionError(run.err());
                }
                return new Undisturbed(search.exports(), server.requests(), Files.size(search.journal()));
            }
        }
    }
}
