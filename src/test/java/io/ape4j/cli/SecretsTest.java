package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Case 18: the program runs in processes of its own with a secret in every place that takes one, against servers that
 * send all of them back, through every ending; then whatever it wrote is searched for them.
 */
@DisabledOnOs(OS.WINDOWS)
class SecretsTest {
    private static final boolean LONG = Boolean.getBoolean("ape4j.long");

    private static final String SCORER = """
            env > scorer-environment.txt
            tr '\\0' ' ' < /proc/self/cmdline >> scorer-environment.txt
            while read -r line; do
              case "$line" in
                *'"references":["even"]'*'"answer":"even"'* | *'"references":["odd"]'*'"answer":"odd"'*)
                  echo '{"score": 1}' ;;
                *) echo '{"score": 0, "feedback": "no"}' ;;
              esac
            done
            """;

    @TempDir
    private Path folder;

    private final Sentinels sentinels = new Sentinels();
    private final Set<String> sent = new ConcurrentSkipListSet<>();
    private final Set<String> commandLines = new ConcurrentSkipListSet<>();
    private final AtomicReference<@Nullable CliProcess> child = new AtomicReference<>();

    @Test
    void noKeyOrQueryOfAnAddressIsInAnythingThatIsWrittenAfterAnyEnding() throws Exception {
        final EchoServer echo = new EchoServer();
        try (StubServer server = StubServer.scripted(request -> watched(request, echo))) {
            final Map<String, String> environment = environment();
            for (final StubProtocol protocol : StubProtocol.values()) {
                final String place = protocol.name().toLowerCase(Locale.ROOT);
                environment.put(protocol.keyVariable(), sentinels.key(place + " key"));
                environment.put(
                        protocol.urlVariable(),
                        server.url(protocol) + "?api-version=2024-10-21&token=" + sentinels.word(place + " query"));
            }
            environment.put("MY_OWN_NAME_FOR_IT", sentinels.key("openai key"));

            run(environment, commands());
        }

        for (final StubProtocol protocol : StubProtocol.values()) {
            final String place = protocol.name().toLowerCase(Locale.ROOT);
            assertThat(sent).contains(sentinels.key(place + " key"), sentinels.word(place + " query"));
        }
        assertThat(Files.readString(folder.resolve("stdout.txt")))
                .contains("exit 0 of export", "exit 0 of runs", "exit 0 of eval", "exit 1 of search", "exit 1 of eval")
                .contains("[redacted]", "OPENAI_API_KEY")
                .doesNotContain("exit 2 of");
        assertThat(Files.readString(folder.resolve("stderr.txt")))
                .contains("[redacted]", "OPENAI_API_KEY", "\tat io.ape4j.");
        assertThat(Files.readString(folder.resolve("runs/openai-fine/journal.jsonl")))
                .contains("[redacted]");
        assertThat(Sentinels.answers(folder.resolve("home/cache/answers.db"))).contains("[redacted]");
        assertThat(Files.readString(folder.resolve("scorer-environment.txt")))
                .contains("PATH=", "scorer.sh")
                .doesNotContain("_API_KEY", "MY_OWN_NAME_FOR_IT", "_BASE_URL");
        assertNothingIsFound();
    }

    @Test
    void noUserOrPasswordOfAnAddressOrProxyIsInAnythingThatIsWritten() throws Exception {
        final EchoServer echo = new EchoServer();
        try (StubServer server = StubServer.scripted(request -> watched(request, echo))) {
            final Map<String, String> environment = environment();
            environment.put(
                    "OPENAI_BASE_URL",
                    "http://" + user("openai") + "@models.example.test/v1?token=" + sentinels.word("openai query"));
            environment.put("HTTP_PROXY", "http://" + user("proxy") + "@127.0.0.1:" + server.port());
            environment.put("OLLAMA_HOST", "http://" + user("ollama") + "@127.0.0.1:" + server.port() + "/ollama");

            run(
                    environment,
                    List.of(
                            search("openai:fine", "--yes", "--json"),
                            search("openai:denied", "--yes"),
                            search("openai:malformed", "--yes"),
                            search("ollama:fine"),
                            search("ollama:in200", "--json"),
                            search("ollama:busy")));
        }

        for (final String place : List.of("openai", "proxy", "ollama")) {
            assertThat(sent).contains(sentinels.word(place + " user"), sentinels.key(place + " password"));
        }
        assertThat(Files.readString(folder.resolve("stdout.txt")))
                .contains("exit 1 of", "[redacted]")
                .doesNotContain("exit 2 of");
        assertNothingIsFound();
    }

    @Test
    void noKeyIsWrittenWhenAServerHangsAndTheRunIsStoppedAndResumed() throws Exception {
        final EchoServer echo = new EchoServer();
        write();
        try (StubServer server = StubServer.scripted(request -> hanging(request, echo))) {
            final Map<String, String> environment = environment();
            environment.put("OPENAI_API_KEY", sentinels.key("openai key"));
            environment.put("OPENAI_BASE_URL", server.url(StubProtocol.OPENAI));
            try (CliProcess process = CliProcess.start(
                    List.of("env", "--default-signal=INT"),
                    folder,
                    environment,
                    Main.class,
                    search("openai:hang").split("\t", -1))) {
                child.set(process);
                assertThat(process.waitFor()).isEqualTo(130);
            }
        }

        assertThat(sent).contains(sentinels.key("openai key"));
        assertThat(folder.resolve("runs/openai-hang/journal.jsonl")).isNotEmptyFile();
        assertNothingIsFound();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI_BASE_URL|ftp://%s:%s@host/v1",
                "OPENAI_BASE_URL|http://%s:%s@ho st/v1",
                "OPENAI_BASE_URL|%s%s",
                "OPENAI_BASE_URL|http://%s:%s@127.0.0.1:70000/v1",
                "OPENAI_BASE_URL|http://%s:%s@127.0.0.1:1/v1",
                "OPENAI_API_KEY|%s %s",
                "HTTP_PROXY|socks://%s:%s@host:1",
                "HTTP_PROXY|http://%s:%s@host:port",
            })
    void noSecretIsSaidOfASettingThatIsWrong(String variable, String value) throws Exception {
        write();
        final Map<String, String> environment = environment();
        environment.put(
                variable, String.format(Locale.ROOT, value, sentinels.word("user"), sentinels.word("password")));

        final CommandLineRun run = CommandLineRun.of(
                folder,
                environment,
                "eval",
                "parity",
                "--prompt",
                "mine.txt",
                "--model",
                "openai:x",
                "--minutes",
                "0.01",
                "--verbose",
                "--yes");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).isNotBlank();
        assertThat(sentinels.in(run.out() + run.err())).isEmpty();
        assertNothingIsFound();
    }

    @Test
    void theSearchFindsWhatIsThere() throws Exception {
        final String key = sentinels.key("a");
        final String core = key.substring(key.length() - 24);
        final List<String> texts = List.of(
                key,
                "x" + core.substring(5, 13) + "x",
                URLEncoder.encode(key, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("u:" + key).getBytes(StandardCharsets.UTF_8)),
                "{\"key\": \"" + key.replace("\"", "\\\"") + "\"}");

        for (final String text : texts) {
            Files.writeString(folder.resolve("planted"), text);
            assertThat(sentinels.under(folder)).as(text).hasSize(1);
        }
    }

    private void run(Map<String, String> environment, List<String> commands) throws Exception {
        write();
        Files.write(folder.resolve("commands.txt"), commands);
        try (CliProcess process = CliProcess.start(folder, environment, ManyCommands.class, "commands.txt")) {
            child.set(process);
            assertThat(process.waitFor()).isZero();
        }
    }

    private void write() throws IOException {
        ParityTask.write(folder.resolve("parity"), 30);
        final Path scored = ParityTask.write(folder.resolve("scored"), 30);
        final Path yaml = scored.resolve("task.yaml");
        Files.writeString(scored.resolve("scorer.sh"), SCORER);
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replace("name: parity", "name: scored")
                        .replaceFirst("metric: .*", "metric: {type: command, command: [sh, scored/scorer.sh]}"));
        Files.writeString(folder.resolve("mine.txt"), "State the parity of the number.");
    }

    /** Every ending for one provider each, the most frequent for all; in the long form all for all. */
    private static List<String> commands() {
        final List<String> commands = new ArrayList<>();
        final StubProtocol[] protocols = StubProtocol.values();
        for (int i = 0; i < EchoServer.ENDINGS.size(); i++) {
            final String ending = EchoServer.ENDINGS.get(i);
            for (int j = 0; j < protocols.length; j++) {
                if (LONG || i < 3 || j == i % protocols.length) {
                    final String provider = protocols[j].provider().prefix();
                    commands.add(search(provider + ":" + ending, j % 2 == 0 ? "--json" : "--quiet"));
                }
            }
        }
        if (LONG) {
            commands.add(search("mistral:outage"));
        }
        commands.add("search\tscored\t--model\topenai:fine\t--max-calls\t12\t--run\tscored\t--cache\toff\t--verbose");
        commands.add("eval\tparity\t--prompt\tmine.txt\t--model\topenai:fine\t--examples\t--json");
        commands.add("eval\tparity\t--prompt\tmine.txt\t--model\tanthropic:fine\t--examples\t--split\ttest");
        for (final String model : List.of("openai:denied", "anthropic:in200", "mistral:denied", "gemini:denied")) {
            commands.add("eval\tparity\t--prompt\tmine.txt\t--verbose\t--model\t" + model);
        }
        commands.add("export\topenai-fine\t--format\tlangchain4j\t--output\tout/langchain4j/");
        for (final String format : List.of("txt", "md", "json", "openai")) {
            commands.add("export\topenai-fine\t--format\t" + format + "\t--output\tout/" + format + "/");
            commands.add("export\tgemini-fine\t--format\t" + format);
        }
        commands.add("cache\texport\tcache-export.jsonl");
        commands.add("cache\tstats");
        commands.add("cache\tverify\t--json");
        commands.add("runs");
        commands.add("runs\t--json");
        commands.add("replay\topenai-fine\t--json");
        commands.add("resume\tollama-denied\t--verbose");
        return commands;
    }

    private static String search(String model, String... more) {
        final String run = model.replace(':', '-');
        return String.join(
                        "\t",
                        "search",
                        "parity",
                        "--model",
                        model,
                        "--max-calls",
                        "14",
                        "--concurrency",
                        "1",
                        "--run",
                        run,
                        "--verbose")
                + (more.length == 0 ? "" : "\t" + String.join("\t", more));
    }

    private StubReply watched(StubRequest request, EchoServer echo) {
        sent.addAll(EchoServer.secrets(request));
        final CliProcess process = child.get();
        if (process != null && request.number() % 10 == 0) {
            commandLines.addAll(process.commandLines());
        }
        return echo.reply(request);
    }

    private StubReply hanging(StubRequest request, EchoServer echo) {
        final StubReply reply = watched(request, echo);
        final CliProcess process = child.get();
        if (reply instanceof StubReply.Hang && process != null) {
            commandLines.addAll(process.commandLines());
            try {
                process.signal("INT");
                // Two signals that come together may be seen as one.
                Thread.sleep(300);
                process.signal("INT");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return reply;
    }

    private Map<String, String> environment() {
        final Map<String, String> environment = new HashMap<>();
        environment.put("APE_HOME", folder.resolve("home").toString());
        environment.put("HOME", folder.toString());
        return environment;
    }

    private String user(String place) {
        return sentinels.word(place + " user") + ":"
                + URLEncoder.encode(sentinels.key(place + " password"), StandardCharsets.UTF_8);
    }

    private void assertNothingIsFound() throws IOException {
        assertThat(sentinels.under(folder)).isEmpty();
        assertThat(sentinels.in(String.join("\n", commandLines))).isEmpty();
        if (child.get() != null) {
            assertThat(String.join("\n", commandLines)).contains("io.ape4j.cli.");
        }
    }
}
