package io.ape4j.cli;

import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task whose best instruction is known, and a model that answers it: always right under an instruction that says
 * "parity", else right for one input of three. Its answers are a function of the request alone.
 */
public final class ParityTask {
    static final int EXECUTOR_TOKENS = 7;
    private static final Pattern INPUT = Pattern.compile("(?s).*Input: box (\\d+)");
    private static final List<String> PROPOSALS = List.of(
            "Say whether the box is heavy.",
            "Name the colour of the box in one word.",
            "State the parity of the number: even or odd.",
            "Look at the box and answer with a single word.",
            "Answer yes or no.");

    private ParityTask() {}

    /** Writes the task folder. */
    public static Path write(Path folder, int examples) throws IOException {
        Files.createDirectories(folder);
        final StringBuilder lines = new StringBuilder();
        for (int i = 0; i < examples; i++) {
            lines.append("{\"box\": \"box ")
                    .append(i)
                    .append("\", \"output\": \"")
                    .append(parity(i))
                    .append("\"}\n");
        }
        Files.writeString(folder.resolve("examples.jsonl"), lines);
        Files.writeString(folder.resolve("task.yaml"), """
                name: parity
                fields: [box]
                examples: examples.jsonl
                output: {maxTokens: 7, labels: [even, odd]}
                metric: {type: exact-match, normalise: [trim, lower-case]}
                baseline: {instruction: Look at the box.}
                """);
        return folder;
    }

    public static StubServer serve() {
        return StubServer.answering(ParityTask::answer);
    }

    /** A server that does something before it answers. */
    public static StubServer serve(Function<StubRequest, StubReply> first) {
        return StubServer.scripted(first);
    }

    public static String answer(StubRequest request) {
        if (request.maxTokens() != EXECUTOR_TOKENS) {
            return PROPOSALS.get(Math.floorMod(request.body().toString().hashCode(), PROPOSALS.size()));
        }
        final Matcher input = INPUT.matcher(request.prompt());
        if (!input.lookingAt()) {
            return "no box";
        }
        final int number = Integer.parseInt(input.group(1));
        final boolean knows = request.prompt().contains("parity") || number % 3 == 0;
        return parity(knows ? number : number + 1);
    }

    private static String parity(int number) {
        return number % 2 == 0 ? "even" : "odd";
    }

    /** Of a program that has its own folder for cache and models. */
    public static Map<String, String> environment(StubServer server, Path home) {
        final Map<String, String> environment = new HashMap<>(server.env());
        environment.put("APE_HOME", home.toString());
        return environment;
    }

    /** The export files of a run by name, as bytes that can be compared. */
    public static Map<String, String> exports(Path run) throws IOException {
        final Map<String, String> exports = new HashMap<>();
        try (var files = Files.walk(run.resolve("exports"))) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                exports.put(run.relativize(file).toString(), Files.readString(file));
            }
        }
        return exports;
    }
}
