package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.prompt.Message;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proxies, and servers whose certificate a company signed itself. */
class WaysToTheServerTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 8);
    private static final String PASSWORD = "changeit";
    private static final String PROXY_USER = "Basic dXNlcjpoaWRkZW4td29yZA=="; // user:hidden-word

    @TempDir
    static Path folder;

    private static Path authority;
    private static ServerSocketFactory sockets;

    @BeforeAll
    static void makeCertificate() throws Exception {
        final Path store = folder.resolve("server.p12");
        authority = folder.resolve("authority.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "s",
                "-keyalg",
                "EC",
                "-dname",
                "CN=stub",
                "-ext",
                "san=ip:127.0.0.1,dns:api.example.test",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "s",
                "-file",
                authority.toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        sockets = context.getServerSocketFactory();
    }

    @Test
    void unknownCertificateIsRejectedAndTheVariableNamed() {
        try (StubServer server = secure();
                LanguageModel model = open(server.env())) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(REQUEST))
                    .withMessageContaining("APE_CA_FILE");
        }
    }

    @Test
    void certificateOfTheExtraFileIsTrusted() {
        try (StubServer server = secure()) {
            final Map<String, String> env = new HashMap<>(server.env());
            env.put("APE_CA_FILE", authority.toString());
            try (LanguageModel model = open(env)) {
                assertThat(model.answer(REQUEST).text()).isEqualTo("safe");
            }
        }
    }

    @Test
    void extraFileThatHoldsNoCertificateIsNamed() throws Exception {
        final Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");

        final Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (final Path file : List.of(garbage, empty, folder.resolve("missing.pem"))) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> open(Map.of("OPENAI_API_KEY", "x", "APE_CA_FILE", file.toString())))
                    .withMessageContaining("APE_CA_FILE names " + file);
        }
    }

    @Test
    void aModelFileIsFetchedWithTheExtraCertificate() throws Exception {
        final byte[] content = "a model, or so".getBytes(StandardCharsets.UTF_8);
        try (FileServer server = new FileServer(sockets, content)) {
            final URI file = URI.create("https://127.0.0.1:" + server.port() + "/my-model.gguf");
            final Path home = folder.resolve("home-tls");
            final Map<String, String> env = Map.of("APE_CA_FILE", authority.toString());

            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> pull(home, Map.of(), file, content));
            assertThat(pull(home, env, file, content)).hasBinaryContent(content);
        }
    }

    @Test
    void aModelFileIsFetchedThroughTheProxyWithItsPassword() throws Exception {
        final byte[] content = "a model, or so".getBytes(StandardCharsets.UTF_8);
        try (FileServer proxy = new FileServer(ServerSocketFactory.getDefault(), content)) {
            final URI file = URI.create("http://models.example.test/my-model.gguf");
            final Map<String, String> env = Map.of("HTTP_PROXY", "http://user:hidden-word@127.0.0.1:" + proxy.port());

            assertThat(pull(folder.resolve("home-proxy"), env, file, content)).hasBinaryContent(content);
            assertThat(proxy.heads().get(0))
                    .startsWith("GET http://models.example.test/my-model.gguf HTTP/1.1")
                    .containsIgnoringCase("proxy-authorization: " + PROXY_USER)
                    .doesNotContainIgnoringCase("upgrade: h2c");
        }
    }

    @Test
    void aProxyThatCannotBeReadIsNamedBeforeAModelFileIsFetched() {
        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> pull(
                        folder.resolve("home-bad"),
                        Map.of("HTTP_PROXY", "socks5://user:hidden-word@x"),
                        URI.create("http://models.example.test/my-model.gguf"),
                        new byte[0]))
                .withMessageContaining("HTTP_PROXY")
                .withMessageNotContaining("hidden-word");
    }

    @Test
    void httpGoesThroughTheProxyWithItsPassword() {
        try (StubServer proxy = StubServer.answering(request -> "via proxy")) {
            final Map<String, String> env = Map.of(
                    "OPENAI_BASE_URL",
                    "http://api.example.test/v1",
                    "HTTP_PROXY",
                    "http://user:hidden-word@127.0.0.1:" + proxy.port());
            try (LanguageModel model = open(env)) {
                assertThat(model.answer(REQUEST).text()).isEqualTo("via proxy");
            }

            assertThat(proxy.log().get(0).headers())
                    .containsEntry("host", "api.example.test")
                    .containsEntry("proxy-authorization", PROXY_USER);
        }
    }

    @Test
    void httpsGoesThroughTheProxyWithItsPasswordWhichTheServerNeverSees() throws Exception {
        try (StubServer server = secure();
                ConnectProxy proxy = new ConnectProxy(server.port(), PROXY_USER)) {
            final Process probe = probe(Map.of(
                    "OPENAI_BASE_URL",
                    "https://api.example.test/v1",
                    "OPENAI_API_KEY",
                    StubServer.KEY,
                    "APE_CA_FILE",
                    authority.toString(),
                    "HTTPS_PROXY",
                    "http://user:hidden-word@127.0.0.1:" + proxy.port()));

            assertThat(output(probe)).isEqualTo("safe");
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT api.example.test:443")
                    .doesNotContain(StubServer.KEY);
            assertThat(server.log().get(0).headers()).doesNotContainKey("proxy-authorization");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatChokesOnTheOfferOfHttp2IsNeverMadeOne(StubProtocol protocol) {
        try (StubServer choking = StubServer.scripted(
                        request -> offersHttp2(request) ? new StubReply.Reset() : StubReply.text("HTTP/1.1 will do"));
                LanguageModel model = HostedModels.open(
                        new ModelSpec(protocol.provider(), "m"), choking.env(), HostedOptions.DEFAULT)) {
            assertThatIOException()
                    .as("what the JDK does unless told otherwise")
                    .isThrownBy(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(choking.url(protocol) + "/x"))
                                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString()));

            assertThat(model.answer(REQUEST).text()).isEqualTo("HTTP/1.1 will do");
        }
    }

    private static Path pull(Path home, Map<String, String> env, URI file, byte[] content) throws Exception {
        final String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new ModelStore(new ApeHome(home), false, env).pullUrl(file, sum, PullListener.NONE);
    }

    private static boolean offersHttp2(StubRequest request) {
        return request.headers().containsKey("upgrade") || request.headers().containsKey("http2-settings");
    }

    private static StubServer secure() {
        return StubServer.start(sockets, "https", request -> StubReply.text("safe"));
    }

    private static LanguageModel open(Map<String, String> env) {
        return HostedModels.open(ModelSpec.parse("openai:m"), env, HostedOptions.DEFAULT);
    }

    private static Process probe(Map<String, String> env) throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ProxyProbe.class.getName());
        builder.environment().putAll(env);
        builder.environment().remove("NO_PROXY");
        builder.environment().remove("no_proxy");
        return builder.redirectErrorStream(true).start();
    }

    private static void keytool(String... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String said = output(process);
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static String output(Process process) throws Exception {
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }
}
