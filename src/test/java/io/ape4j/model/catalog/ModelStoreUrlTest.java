package io.ape4j.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ape4j.model.ApeHome;
import io.ape4j.model.ModelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreUrlTest {
    private static final byte[] CONTENT = "a model, or so".getBytes(StandardCharsets.UTF_8);
    private static final String SUM = Checksums.sha256(CONTENT);

    @TempDir
    Path folder;

    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private ModelStore store;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = new ModelStore(new ApeHome(folder), false);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().contains("gone")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            final String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            ranges.add(range);
            final int from = range.equals("null") ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, CONTENT.length - from);
            exchange.getResponseBody().write(CONTENT, from, CONTENT.length - from);
        }
    }

    private URI uri(String path) {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path);
    }

    @Test
    void aFileFromTheWebIsStoredUnderItsOwnName() {
        final Path file = store.pullUrl(uri("/files/my-model.gguf?download=true"), SUM, PullListener.NONE);

        assertThat(file).isEqualTo(folder.resolve("models/my-model.gguf")).hasBinaryContent(CONTENT);
        assertThat(store.path("my-model")).isEqualTo(file);
    }

    @Test
    void afterABreakOnlyTheRestIsAskedFor() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.write(folder.resolve("models/my-model.gguf.part"), Arrays.copyOf(CONTENT, 5));

        final Path file = store.pullUrl(uri("/my-model.gguf"), SUM, PullListener.NONE);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(ranges).containsExactly("bytes=5-");
    }

    @Test
    void theWrongChecksumLeavesNoFile() {
        assertThatThrownBy(() -> store.pullUrl(uri("/my-model.gguf"), "0".repeat(64), PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining(SUM);
        assertThat(folder.resolve("models/my-model.gguf")).doesNotExist();
        assertThat(folder.resolve("models/my-model.gguf.part")).doesNotExist();
    }

    @Test
    void anotherFileOfThatNameIsNotTakenForIt() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/my-model.gguf"), "another");

        assertThatThrownBy(() -> store.pullUrl(uri("/my-model.gguf"), SUM, PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("remove or rename");
    }

    @Test
    void whatCannotBeFetchedIsNamed() {
        assertThatThrownBy(() -> store.pullUrl(uri("/gone.gguf"), SUM, PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> store.pullUrl(uri("/folder/"), SUM, PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("must end in a file name");
        assertThatThrownBy(() -> store.pullUrl(uri("/qwen2.5-coder-1.5b.gguf"), SUM, PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("the catalogue does not use");
        assertThatThrownBy(() -> store.pullUrl(URI.create("file:///etc/x.gguf"), SUM, PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("http");
        assertThatThrownBy(() -> store.pullUrl(uri("/my-model.gguf"), "abc", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void checksumsAreRememberedUntilTheFileChanges() throws IOException {
        final Path file = Files.writeString(folder.resolve("x.bin"), "one");
        final Checksums checksums = new Checksums(new ApeHome(folder));
        final String first = checksums.sha256(file);
        final Path note;
        try (var notes = Files.list(folder.resolve("checksums"))) {
            note = notes.findFirst().orElseThrow();
        }
        Files.writeString(note, Files.readString(note).replace(first, "0".repeat(64)));
        final String remembered = checksums.sha256(file);
        Files.writeString(file, "three");

        assertThat(remembered).isEqualTo("0".repeat(64));
        assertThat(checksums.sha256(file)).isEqualTo(Checksums.sha256("three".getBytes(StandardCharsets.UTF_8)));
    }
}
