package io.ape4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.ape4j.cli.CommandLineRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final String MODEL = "--model=openai:stub-model";

    private static final String KEY = "sk-sentinel-0123456789";

    /** Answers everything with 404, as a server of models does at its base URL. */
    private static final class Server {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Server() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().entrySet());
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        }

        void stop() {
            server.stop(0);
        }
    }

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void home() {
        environment.put("APE_HOME", folder.resolve("home").toString());
    }

    @Test
    void whereNothingIsMissingItSaysSoAndExitsWith0() throws IOException {
        final Server server = new Server();
        environment.put("OPENAI_BASE_URL", server.url());

        final CommandLineRun run = doctor(MODEL);
        server.stop();

        assertThat(run.out())
                .contains("ok       server  openai:stub-model: " + server.url() + " answers")
                .endsWith("nothing stands in the way of a search\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void theServerIsAskedWhetherItIsThereAndTheKeyIsNeitherSentNorPrinted() throws IOException {
        final Server server = new Server();
        environment.put("OPENAI_BASE_URL", server.url());
        environment.put("OPENAI_API_KEY", KEY);

        final CommandLineRun run = doctor(MODEL, "--verbose");
        server.stop();

        assertThat(run.out() + run.err()).contains("set, not tried").doesNotContain(KEY);
        assertThat(server.heard)
                .hasSize(1)
                .allSatisfy(
                        request -> assertThat(request).startsWith("GET /v1 ").doesNotContain(KEY));
    }

    @Test
    void aServerOnAnotherMachineIsNotAskedOffline() {
        environment.put("OPENAI_BASE_URL", "https://models.example.test/v1");
        environment.put("OPENAI_API_KEY", KEY);

        final CommandLineRun run = doctor(MODEL, "--offline");

        assertThat(run.out())
                .contains("openai:stub-model: https://models.example.test/v1 is on another machine")
                .contains("not asked: --offline");
    }

    @Test
    void aServerThatIsDownIsAProblem() {
        environment.put("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");

        final CommandLineRun run = doctor(MODEL);

        assertThat(run.out())
                .contains(
                        "PROBLEM  server  openai:stub-model: http://127.0.0.1:9/v1 does not answer (ConnectException)")
                .contains("-> start it, or mend its address or the proxy; looked at OPENAI_BASE_URL");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aProviderThatOnlyTheEnvironmentNamesIsLookedAtToo() {
        environment.put("OLLAMA_HOST", "127.0.0.1:9");
        environment.put("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");

        final CommandLineRun run = doctor(MODEL);

        assertThat(run.out()).contains("PROBLEM  server  ollama: http://127.0.0.1:9 does not answer");
    }

    @Test
    void aMissingKeyIsNamedByItsVariable() {
        final CommandLineRun run = doctor("--model=anthropic:some-model");

        assertThat(run.out())
                .contains(
                        "PROBLEM  key     anthropic:some-model: anthropic needs a key: set the environment variable ANTHROPIC_API_KEY");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aModelThatIsNotHereYetIsNoProblemUnlessNothingMayBeFetched() {
        final CommandLineRun online = doctor("--model=embedded:smollm2-135m");
        final CommandLineRun offline = doctor("--model=embedded:smollm2-135m", "--offline");

        assertThat(online.out())
                .contains("note     model   embedded:smollm2-135m is not here yet (")
                .contains("-> the first search fetches it; or fetch it now: ape model pull smollm2-135m");
        assertThat(online.code()).isZero();
        assertThat(offline.out()).contains("PROBLEM  model   embedded:smollm2-135m: ", "--offline forbids");
        assertThat(offline.code()).isEqualTo(1);
    }

    @Test
    void aModelFileWithAnotherChecksumIsAProblem() throws IOException {
        final Path models = Files.createDirectories(folder.resolve("home/models"));
        Files.writeString(models.resolve("smollm2-135m.gguf"), "GGUF and then something else");

        final CommandLineRun run = doctor("--model=embedded:smollm2-135m");

        assertThat(run.out())
                .contains("has another checksum than the catalogue says")
                .contains("-> remove the file, and fetch it again: ape model pull smollm2-135m");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aCacheThatIsNoneIsAProblemAndIsLeftAsItIs() throws IOException {
        final Path cache = folder.resolve("home/cache/answers.db");
        Files.createDirectories(folder.resolve("home/cache"));
        Files.writeString(cache, "this is no database, and long enough to be taken for one".repeat(50));

        final CommandLineRun run = doctor("--model=embedded:smollm2-135m");

        assertThat(run.out())
                .contains("PROBLEM  cache   ")
                .contains("-> move it away (no run needs it), or search with --cache off");
        assertThat(run.code()).isEqualTo(1);
        assertThat(cache).content().startsWith("this is no database");
    }

    @Test
    void aHomeThatCannotBeWrittenToIsAProblem() throws IOException {
        Files.writeString(folder.resolve("home"), "a file");

        final CommandLineRun run = doctor("--model=embedded:smollm2-135m");

        assertThat(run.out()).contains("PROBLEM  home    " + folder.resolve("home") + " can't be written to (");
    }

    @Test
    void theJsonSaysTheSame() {
        final CommandLineRun run = doctor("--model=anthropic:some-model", "--json");

        final JsonNode json = run.json();
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.path("checks").findValuesAsText("subject")).contains("java", "memory", "disk", "cache", "key");
        assertThat(json.path("checks").findValuesAsText("state")).contains("ok", "problem");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void theModelsOfAConfigAreLookedAt() throws IOException {
        Files.writeString(folder.resolve("search.yaml"), "task: .\nmodels:\n  executor: mistral:some-model\n");

        final CommandLineRun run = doctor("search.yaml");

        assertThat(run.out()).contains("mistral needs a key: set the environment variable MISTRAL_API_KEY");
    }

    private CommandLineRun doctor(String... options) {
        final String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandLineRun.of(folder, environment, arguments);
    }
}
