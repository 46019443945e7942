package io.ape4j.model.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.Search;
import io.ape4j.SimulatedModel;
import io.ape4j.Simulation;
import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.embedded.EmbeddedModel;
import io.ape4j.model.embedded.EmbeddedOptions;
import io.ape4j.model.embedded.TestModels;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import io.ape4j.run.RunFolder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RELIABILITY 11: models of one name are not one model. RELIABILITY 5: nor is a model file that changed. */
class SameNameTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(StubProtocol.class)
    void twoServersNeverShareAnEntry(StubProtocol protocol) {
        try (StubServer one = StubServer.answering(request -> "one");
                StubServer two = StubServer.answering(request -> "two");
                LanguageModel first = one.open(protocol, HostedOptions.DEFAULT);
                LanguageModel second = two.open(protocol, HostedOptions.DEFAULT);
                SqliteCallStore store = SqliteCallStore.open(folder.resolve("answers.db"))) {
            final AnswerCache cache = new AnswerCache(store);

            for (int round = 0; round < 2; round++) {
                assertThat(ask(cache, first)).isEqualTo("one");
                assertThat(ask(cache, second)).isEqualTo("two");
            }

            assertThat(first.identity().name()).isEqualTo(second.identity().name());
            assertThat(one.requests()).isEqualTo(1);
            assertThat(two.requests()).isEqualTo(1);
        }
    }

    @Test
    void twoFilesNeverShareAnEntryAndARunIsNotResumedWithTheOther() throws Exception {
        final Path original = Files.copy(
                TestModels.smollm(),
                Files.createDirectories(folder.resolve("one")).resolve("model.gguf"));
        final Path changed = Files.copy(
                original, Files.createDirectories(folder.resolve("two")).resolve("model.gguf"));
        // Behind the last tensor, where the engine never looks.
        Files.write(changed, new byte[] {1}, StandardOpenOption.APPEND);
        final ModelIdentity first = identity(original);
        final ModelIdentity second = identity(changed);
        final Request request = Sample.request("q");

        assertThat(first.name()).isEqualTo(second.name());
        assertThat(CallKey.of(first, request)).isNotEqualTo(CallKey.of(second, request));
        final RunFolder run = search(first).run().folder();
        assertThatThrownBy(() -> search(second).resume(run, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("models.EXECUTOR.details.sha256: \""
                        + first.details().get("sha256") + "\" -> \""
                        + second.details().get("sha256"));
        assertThat(search(first).resume(run, Optional.empty()).result().stopped())
                .contains(io.ape4j.run.journal.Event.Reason.OUTAGE);
    }

    private static ModelIdentity identity(Path file) {
        try (EmbeddedModel model =
                EmbeddedModel.open(file, EmbeddedOptions.of(System.getenv()).withContextTokens(256))) {
            return model.identity();
        }
    }

    /** A model of that identity that does not answer: what is asked of it does not matter here. */
    private Search search(ModelIdentity identity) {
        return Simulation.search(Simulation.smallTask(), new SimulatedModel(Simulation.smallTask()), folder)
                .cache(CacheMode.OFF)
                .model(new LanguageModel() {
                    @Override
                    public ModelIdentity identity() {
                        return identity;
                    }

                    @Override
                    public Answer answer(Request request) {
                        throw new ModelException.Outage("it does not answer", null);
                    }

                    @Override
                    public void close() {}
                });
    }

    private static String ask(AnswerCache cache, LanguageModel model) {
        final Cached cached = new Cached(
                cache,
                CacheMode.USE,
                model.identity(),
                ModelRole.EXECUTOR,
                request -> new Call(
                        CallKey.of(model.identity(), request),
                        ModelRole.EXECUTOR,
                        request,
                        model.answer(request),
                        BigDecimal.ZERO,
                        Duration.ZERO,
                        Call.Source.BOUGHT));
        return cached.call(Sample.request("q")).answer().text();
    }
}
