package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ape4j.ChildJvm;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.cache.AnswerCache;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.cache.Cached;
import io.ape4j.model.store.CallStore;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 4: two processes on one cache buy equal calls once, also when one of them is killed. */
@Timeout(120)
class TwoProcessesTest {
    private static final int REQUESTS = 5_000;
    private static final int THREADS = 64;
    private static final int SERVER_MILLIS = 2;
    private static final boolean LONG = Boolean.getBoolean("ape4j.long");

    @TempDir
    Path folder;

    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final CountDownLatch some = new CountDownLatch(250);
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2 * THREADS);
        server.setExecutor(pool);
        server.createContext("/", exchange -> {
            final String question = exchange.getRequestURI().getPath().substring(1);
            seen.computeIfAbsent(question, any -> new AtomicInteger()).incrementAndGet();
            some.countDown();
            ScriptedModel.pauseUninterruptibly(SERVER_MILLIS);
            final byte[] body = ("answer to " + question).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        pool.shutdownNow();
    }

    @Test
    void theServerSeesEachOfTheirRequestsOnce() throws Exception {
        try (ChildJvm first = buyer(1, REQUESTS, SqliteCallStore.LEASE);
                ChildJvm second = buyer(2, REQUESTS, SqliteCallStore.LEASE)) {
            assertThat(first.readLine()).isEqualTo("all right");
            assertThat(second.readLine()).isEqualTo("all right");
        }

        assertThat(seen.size()).isEqualTo(REQUESTS);
        assertThat(seen.values()).allSatisfy(times -> assertThat(times).hasValue(1));
    }

    @Test
    void whatAKilledProcessHadClaimedIsBoughtByTheOtherWhenItsLeaseHasEnded() throws Exception {
        final int requests = LONG ? REQUESTS : REQUESTS / 5;
        final Duration lease = LONG ? SqliteCallStore.LEASE : Duration.ofSeconds(2);
        try (ChildJvm killed = buyer(1, requests, lease);
                ChildJvm other = buyer(2, requests, lease)) {
            some.await();
            killed.kill();
            final Instant death = Instant.now();
            assertThat(other.readLine()).isEqualTo("all right");
            assertThat(Duration.between(death, Instant.now())).isLessThan(lease.plusSeconds(30));
        }

        assertThat(seen.size()).isEqualTo(requests);
        assertThat(seen.values().stream().filter(times -> times.get() > 1).count())
                .as("requests that were under way when it died")
                .isLessThanOrEqualTo(THREADS);
        assertThat(seen.values()).allSatisfy(times -> assertThat(times).hasValueLessThanOrEqualTo(2));
    }

    private ChildJvm buyer(int seed, int requests, Duration lease) throws IOException {
        return ChildJvm.start(
                Buyer.class,
                folder.resolve("answers.db").toString(),
                Integer.toString(server.getAddress().getPort()),
                Integer.toString(seed),
                Integer.toString(requests),
                lease.toString());
    }

    /** Asks all questions in an order of its own, and some of them again, and checks every answer. */
    static final class Buyer {
        private final Caller caller;
        private final String port;

        private Buyer(CallStore store, String port) {
            this.caller =
                    new Cached(new AnswerCache(store), CacheMode.USE, Sample.MODEL, ModelRole.EXECUTOR, this::buy);
            this.port = port;
        }

        public static void main(String[] arguments) throws Exception {
            final int requests = Integer.parseInt(arguments[3]);
            final List<Integer> order =
                    new ArrayList<>(IntStream.range(0, requests).boxed().toList());
            order.addAll(order.subList(0, requests / 4));
            Collections.shuffle(order, new Random(Long.parseLong(arguments[2])));
            final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try (CallStore store =
                    SqliteCallStore.open(Path.of(arguments[0]), InstantSource.system(), Duration.parse(arguments[4]))) {
                final Buyer buyer = new Buyer(store, arguments[1]);
                final List<Future<?>> all = new ArrayList<>();
                for (final int i : order) {
                    all.add(pool.submit(() -> buyer.check("k" + i)));
                }
                for (final Future<?> one : all) {
                    one.get();
                }
                System.out.println("all right");
            } finally {
                pool.shutdownNow();
            }
        }

        private void check(String question) {
            final String text = caller.call(Sample.request(question)).answer().text();
            if (!text.equals("answer to " + question)) {
                throw new IllegalStateException(question + " was answered " + text);
            }
        }

        private Call buy(Request request) {
            final String question = ScriptedModel.text(request);
            try (InputStream in = URI.create("http://127.0.0.1:" + port + "/" + question)
                    .toURL()
                    .openStream()) {
                return new Call(
                        CallKey.of(Sample.MODEL, request),
                        ModelRole.EXECUTOR,
                        request,
                        Sample.answer(new String(in.readAllBytes(), StandardCharsets.UTF_8)),
                        BigDecimal.ZERO,
                        Duration.ZERO,
                        Call.Source.BOUGHT);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
