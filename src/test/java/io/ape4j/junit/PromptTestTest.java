package io.ape4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.EvaluationReport;
import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.report.EvaluationJson;
import io.ape4j.task.Example;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Test classes of an application, run by JUnit itself; the model answers by the prompt's first word. */
class PromptTestTest {
    private static final String FOLDER = "target/prompt-test";
    private static final String HOME = FOLDER + "/home";
    private static final String TASK = "tasks/sentiment";
    private static final String GOOD = FOLDER + "/good.txt";
    private static final String BAD = FOLDER + "/bad.txt";

    private static final AtomicInteger ANSWERS = new AtomicInteger();
    private static final AtomicInteger BODIES = new AtomicInteger();

    /** Right where the prompt begins with "Judge", else always "positive". */
    static final class Reader implements Supplier<LanguageModel> {
        @Override
        public LanguageModel get() {
            final List<Example> examples = TaskReader.read(Path.of(TASK)).examples();
            return new LanguageModel() {
                @Override
                public ModelIdentity identity() {
                    return new ModelIdentity("simulated", "", "reader", Map.of(), true);
                }

                @Override
                public Answer answer(Request request) {
                    ANSWERS.incrementAndGet();
                    final String prompt = request.messages().get(0).text();
                    final String right = examples.stream()
                            .filter(example -> prompt.contains(
                                    example.fields().values().iterator().next()))
                            .map(Example::reference)
                            .findFirst()
                            .orElseThrow();
                    return Answer.of(prompt.startsWith("Judge") ? right : "positive", Answer.Finish.STOP, Usage.NONE);
                }

                @Override
                public void close() {}
            };
        }
    }

    static class Good {
        @PromptTest(
                task = TASK,
                prompt = GOOD,
                atLeast = 0.9,
                notWorseThan = BAD,
                modelFrom = Reader.class,
                home = HOME)
        void passes(EvaluationReport report) {
            BODIES.incrementAndGet();
            assertThat(EvaluationJson.score(report.evaluation())).isEqualTo(1);
        }
    }

    static class TooLow {
        @PromptTest(task = TASK, prompt = BAD, atLeast = 0.9, modelFrom = Reader.class, home = HOME)
        void fails() {
            BODIES.incrementAndGet();
        }
    }

    static class Worse {
        @PromptTest(task = TASK, prompt = BAD, notWorseThan = GOOD, modelFrom = Reader.class, home = HOME)
        void fails() {
            BODIES.incrementAndGet();
        }
    }

    static class FromTheCacheAlone {
        @PromptTest(
                task = TASK,
                prompt = GOOD,
                atLeast = 0.9,
                modelFrom = Reader.class,
                home = HOME,
                cache = CacheMode.ONLY)
        void passesOnceTheCacheHoldsTheAnswers() {
            BODIES.incrementAndGet();
        }
    }

    static class CantFail {
        @PromptTest(task = TASK, prompt = GOOD, modelFrom = Reader.class, home = HOME)
        void isRefused() {
            BODIES.incrementAndGet();
        }
    }

    static class BeyondAnyScore {
        @PromptTest(task = TASK, prompt = GOOD, modelFrom = Reader.class, home = HOME, atLeast = 80)
        void isRefused() {
            BODIES.incrementAndGet();
        }
    }

    @BeforeEach
    void files() throws IOException {
        final Path folder = Path.of(FOLDER);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (final Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(Path.of(GOOD), "Judge the text.\n\n{{remark}}\n");
        Files.writeString(Path.of(BAD), "Say something.\n\n{{remark}}\n");
        ANSWERS.set(0);
        BODIES.set(0);
    }

    private static TestExecutionSummary run(Class<?> tests) {
        final SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static String failure(Class<?> tests) {
        final TestExecutionSummary summary = run(tests);
        assertThat(summary.getFailures()).hasSize(1);
        return String.valueOf(summary.getFailures().get(0).getException().getMessage());
    }

    @Test
    void aPromptThatIsGoodEnoughPassesAndTheMethodLooksAtItsScore() {
        final TestExecutionSummary summary = run(Good.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(BODIES).hasValue(1);
    }

    @Test
    void aScoreBelowTheLeastFailsWithTheScoreAndTheWrongAnswers() {
        assertThat(failure(TooLow.class))
                .startsWith(BAD + " scores less than 0.9 on the task " + TASK)
                .contains("0.00  ")
                .contains("\"positive\" (\"negative\")")
                .containsPattern("score  0?\\.\\d+");
        assertThat(BODIES).hasValue(0);
    }

    @Test
    void aPromptThatHasBecomeWorseFailsWithTheComparison() {
        assertThat(failure(Worse.class))
                .startsWith(BAD + " is worse than " + GOOD + " on the task " + TASK)
                .contains("worse: keep yours");
        assertThat(BODIES).hasValue(0);
    }

    @Test
    void theCacheAloneIsEnoughOnceItHoldsTheAnswers() {
        assertThat(failure(FromTheCacheAlone.class)).contains("cache");
        run(Good.class);
        final int asked = ANSWERS.get();

        final TestExecutionSummary summary = run(FromTheCacheAlone.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(asked).isPositive();
        assertThat(ANSWERS).hasValue(asked);
    }

    @Test
    void aTestThatCannotFailIsRefused() {
        assertThat(failure(CantFail.class)).contains("can't fail").contains("atLeast");
    }

    @Test
    void aScoreThatIsNoneIsRefused() {
        assertThat(failure(BeyondAnyScore.class)).contains("atLeast is 80.0; write a score from 0 to 1");
    }
}
