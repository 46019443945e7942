package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.SimulatedModel;
import io.ape4j.Simulation;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.prompt.Message;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Task;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RELIABILITY 23: one seed, one result, at any concurrency and on any JDK. Every JVM that runs these tests holds its
 * exports against the same committed text; where other JDKs are installed, they are asked too.
 */
class SameEverywhereTest {
    private static final String GOLDEN = "same-everywhere.txt";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void oneSeedExportsTheCommittedBytesAtAnyConcurrency(int concurrency) {
        Golden.check(SameEverywhereTest.class, GOLDEN, Searches.text(folder, concurrency));
    }

    static Stream<Path> jdks() throws IOException {
        final Map<String, Path> byVersion = new TreeMap<>();
        for (final Path home : candidates()) {
            if (Files.isExecutable(home.resolve("bin/java"))) {
                byVersion.putIfAbsent(version(home), home);
            }
        }
        byVersion.remove("");
        byVersion.put(Integer.toString(Runtime.version().feature()), Path.of(System.getProperty("java.home")));
        return byVersion.values().stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void oneSeedExportsTheCommittedBytesOnEveryJdkThatIsHere(Path home) throws Exception {
        final Path printed = folder.resolve("printed");
        final Process process = new ProcessBuilder(List.of(
                        home.resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Searches.class.getName(),
                        folder.toString()))
                .redirectOutput(printed.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();

        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        Golden.check(SameEverywhereTest.class, GOLDEN, Files.readString(printed));
    }

    private static List<Path> candidates() throws IOException {
        final List<Path> homes = new ArrayList<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME")) {
                homes.add(Path.of(value));
            }
        });
        final Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> installed = Files.list(usual)) {
                installed.forEach(homes::add);
            }
        }
        return homes;
    }

    /** The feature version that a JDK's own note names; blank if it is too old to run these classes. */
    private static String version(Path home) throws IOException {
        final Path release = home.resolve("release");
        if (!Files.exists(release)) {
            return "";
        }
        for (final String line : Files.readAllLines(release)) {
            if (line.startsWith("JAVA_VERSION=\"")) {
                final String feature = line.substring(14).split("[.\"]", -1)[0];
                return Integer.parseInt(feature) >= 17 ? feature : "";
            }
        }
        return "";
    }

    /** Both strategies, and the key of a request whose numbers old and new JDKs print in different ways. */
    static final class Searches {
        private static final List<Double> AWKWARD = Stream.of(
                        "2.0E-3", "2.2E-322", "2.0E23", "1.1E-5", "0.7", "0.3333333333333333")
                .map(Double::valueOf)
                .toList();

        private Searches() {}

        public static void main(String[] arguments) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text(Path.of(arguments[0]), 8));
        }

        static String text(Path folder, int concurrency) {
            final StringBuilder text = new StringBuilder();
            for (final String strategy : List.of("ape", "evolution")) {
                search(folder, strategy, concurrency)
                        .forEach((name, content) -> text.append("=== ")
                                .append(strategy)
                                .append(' ')
                                .append(name.replace(File.separatorChar, '/'))
                                .append('\n')
                                .append(content));
            }
            return text.append("=== keys\n").append(key()).append('\n').toString();
        }

        private static Map<String, String> search(Path folder, String strategy, int concurrency) {
            final Task task = Simulation.task();
            return Simulation.exports(
                    Simulation.search(task, new SimulatedModel(task), folder.resolve(strategy + concurrency))
                            .parameters(SearchParameters.builder()
                                    .populationSize(6)
                                    .offspring(4)
                                    .blockSize(3)
                                    .build())
                            .strategy(strategy)
                            .seed(7)
                            .maxCalls(120)
                            .concurrency(concurrency)
                            .cache(CacheMode.OFF)
                            .run());
        }

        private static CallKey key() {
            Request request = Request.chat(List.of(Message.user("?")), 10);
            for (int i = 0; i < AWKWARD.size(); i++) {
                request = request.with("number" + i, AWKWARD.get(i));
            }
            return CallKey.of(new ModelIdentity("test", "", "echo", Map.of(), true), request);
        }
    }
}
