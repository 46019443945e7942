package io.ape4j.model.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ape4j.ChildJvm;
import io.ape4j.model.Sample;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.SqliteCallStore;
import io.ape4j.model.store.StoredAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 4: two processes on one cache buy equal calls once. */
class TwoProcessesTest {
    private static final int KEYS = 300;
    private static final int THREADS = 16;

    @TempDir
    Path folder;

    @Test
    void theServerSeesEachOfTheirRequestsOnce() throws Exception {
        final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
        final ExecutorService pool = Executors.newCachedThreadPool();
        final HttpServer server = server(seen, pool);
        final String port = Integer.toString(server.getAddress().getPort());
        final String file = folder.resolve("calls.sqlite").toString();
        try (ChildJvm first = ChildJvm.start(Buyer.class, file, port, "1");
                ChildJvm second = ChildJvm.start(Buyer.class, file, port, "2")) {
            assertThat(first.readLine()).isEqualTo("all right");
            assertThat(second.readLine()).isEqualTo("all right");
        } finally {
            server.stop(0);
            pool.shutdownNow();
        }

        assertThat(seen).hasSize(KEYS);
        assertThat(seen.values()).allSatisfy(times -> assertThat(times).hasValue(1));
    }

    private static HttpServer server(Map<String, AtomicInteger> seen, ExecutorService pool) throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(pool);
        server.createContext("/", exchange -> {
            final String key = exchange.getRequestURI().getPath().substring(1);
            seen.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
            final byte[] body = ("answer to " + key).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Asks all keys from many threads, each in its own order, and checks every answer. */
    static final class Buyer {
        private Buyer() {}

        public static void main(String[] arguments) throws Exception {
            final long seed = Long.parseLong(arguments[2]);
            final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try (CallStore store = SqliteCallStore.open(Path.of(arguments[0]))) {
                final AnswerCache cache = new AnswerCache(store);
                final var all = IntStream.range(0, THREADS)
                        .mapToObj(thread -> pool.submit(() -> askAll(cache, arguments[1], new Random(seed + thread))))
                        .toList();
                for (final var one : all) {
                    one.get();
                }
                System.out.println("all right");
            } finally {
                pool.shutdownNow();
            }
        }

        private static void askAll(AnswerCache cache, String port, Random random) {
            for (final int i : random.ints(2L * KEYS, 0, KEYS).toArray()) {
                check(cache, port, i);
            }
            for (int i = 0; i < KEYS; i++) {
                check(cache, port, i);
            }
        }

        private static void check(AnswerCache cache, String port, int i) {
            final String text = cache.get(Sample.key("k" + i), () -> buy(port, "k" + i))
                    .answer()
                    .text();
            if (!text.equals("answer to k" + i)) {
                throw new IllegalStateException("k" + i + " was answered " + text);
            }
        }

        private static StoredAnswer buy(String port, String key) {
            try (InputStream in =
                    URI.create("http://127.0.0.1:" + port + "/" + key).toURL().openStream()) {
                final String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return new StoredAnswer(Sample.answer(body), BigDecimal.ZERO, Duration.ZERO);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
