package io.ape4j.bench;

import io.ape4j.bench.realtasks.RealTasksBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks. */
final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(
            new CacheBenchmark(),
            new JournalBenchmark(),
            new NullLandscapesBenchmark(),
            new PlantedBenchmark(),
            new RacingBenchmark(),
            new RealTasksBenchmark());

    private Benchmarks() {}

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    static List<Benchmark> all() {
        return ALL;
    }
}
