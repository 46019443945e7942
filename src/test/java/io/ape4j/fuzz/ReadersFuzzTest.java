package io.ape4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.PromptTargets;
import io.ape4j.model.catalog.CatalogTargets;
import io.ape4j.model.embedded.GgufTargets;
import io.ape4j.model.hosted.HostedTargets;
import io.ape4j.model.hosted.http.HttpTargets;
import io.ape4j.model.pipeline.PriceTargets;
import io.ape4j.model.store.StoreTargets;
import io.ape4j.model.store.sqlite.CacheTargets;
import io.ape4j.propose.ProposerTargets;
import io.ape4j.run.RunTargets;
import io.ape4j.run.journal.JournalTargets;
import io.ape4j.score.command.CommandTargets;
import io.ape4j.score.judge.JudgeTargets;
import io.ape4j.score.metric.MetricTargets;
import io.ape4j.search.config.ConfigTargets;
import io.ape4j.task.file.TaskTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every reader of outside data against generated inputs: it reads them, or refuses them with the exception that it
 * documents, in bounded memory, and comes back.
 *
 * <p>{@code -Dape4j.long=true} gives each reader more, and other inputs each time; {@code -Dape4j.fuzz=NAME:NUMBER}
 * repeats one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadersFuzzTest {
    private static final int LEAST_INPUTS = 100_000;
    private static final boolean LONG = Boolean.getBoolean("ape4j.long");
    private static final int LONG_FACTOR = 40;
    private static final Duration LONG_TIME = Duration.ofSeconds(10);
    private static final Duration SHORT_TIME = Duration.ofMinutes(2);
    private static final String REPEATED = System.getProperty("ape4j.fuzz", "");

    private static final AtomicLong INPUTS = new AtomicLong();
    private static final AtomicLong READERS = new AtomicLong();

    @TempDir
    private static Path folder;

    private static List<Target> targets() {
        return Stream.of(
                        TaskTargets.in(folder),
                        ConfigTargets.in(folder),
                        PromptTargets.in(folder),
                        PriceTargets.in(folder),
                        RunTargets.in(folder),
                        JournalTargets.in(folder),
                        GgufTargets.in(folder),
                        StoreTargets.all(),
                        CacheTargets.all(),
                        HostedTargets.all(),
                        HttpTargets.all(),
                        CatalogTargets.all(),
                        ProposerTargets.all(),
                        JudgeTargets.all(),
                        CommandTargets.all(),
                        MetricTargets.all())
                .flatMap(List::stream)
                .toList();
    }

    @Order(1)
    @TestFactory
    Stream<DynamicTest> everyInputIsReadOrRefusedAsDocumented() {
        final String only = REPEATED.replaceFirst(":.*", "");
        return targets().stream()
                .filter(target -> only.isEmpty() || target.name().equals(only))
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> run(target)));
    }

    private static void run(Target target) throws InterruptedException {
        if (!REPEATED.isEmpty()) {
            new Fuzzer(target).run(Long.parseLong(REPEATED.replaceFirst(".*:", "")), 1, SHORT_TIME);
            return;
        }
        final long first = LONG ? System.currentTimeMillis() << 24 : 1;
        final int most = LONG ? target.inputs() * LONG_FACTOR : target.inputs();

        final int done = new Fuzzer(target).run(first, most, LONG ? LONG_TIME : SHORT_TIME);

        assertThat(done).isPositive();
        INPUTS.addAndGet(done);
        READERS.incrementAndGet();
    }

    @Order(2)
    @Test
    void theyWereManyInputs() {
        System.out.printf(
                "Readers of outside data: %,d generated inputs to %d readers, none lost.%n",
                INPUTS.get(), READERS.get());

        assertThat(INPUTS.get()).isGreaterThanOrEqualTo(REPEATED.isEmpty() ? LEAST_INPUTS : 0);
    }
}
