package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Call;
import io.ape4j.model.Caller;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.run.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledTest {
    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void openJournal() {
        journal = Journal.open(folder.resolve(Journal.FILE_NAME));
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    @Test
    void anAnswerIsBoughtOnceAndThenReadFromTheJournal() {
        final ScriptedModel server = ScriptedModel.echo();
        final Caller caller = journaled(plain(server));

        final Call first = caller.call(Sample.request("q"));
        final Call second = caller.call(Sample.request("q"));

        assertThat(first.source()).isEqualTo(Call.Source.BOUGHT);
        assertThat(second.source()).isEqualTo(Call.Source.JOURNALED);
        assertThat(second.answer()).isEqualTo(first.answer());
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void anAnswerIsOnDiskBeforeItIsReturned() {
        journaled(plain(ScriptedModel.echo())).call(Sample.request("q"));

        try (Journal reader = Journal.openReadOnly(folder.resolve(Journal.FILE_NAME))) {
            assertThat(reader.find(Sample.key("q"))).isPresent();
        }
    }

    @Test
    void equalRequestsAtOnceAreAskedOnceAlsoAcrossRoles() throws Exception {
        final ScriptedModel server = ScriptedModel.slowEcho(50);
        final SingleFlight flights = new SingleFlight();
        final ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            final List<Future<Call>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                final ModelRole role = i % 2 == 0 ? ModelRole.EXECUTOR : ModelRole.PROPOSER;
                final Caller caller = new Journaled(journal, flights, Sample.MODEL, role, plain(server));
                all.add(pool.submit(() -> caller.call(Sample.request("q"))));
            }
            for (final Future<Call> one : all) {
                assertThat(one.get().answer().text()).isEqualTo("q");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.asked()).isEqualTo(1);
        assertThat(journal.callCount()).isEqualTo(1);
    }

    @Test
    void whoWaitsForAnInterruptedThreadAsksItself() throws Exception {
        final CountDownLatch asking = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();
        final Caller caller = journaled(request -> {
            if (asked.incrementAndGet() == 1) {
                asking.countDown();
                ScriptedModel.pause(10_000);
            }
            return Sample.call("q", "a");
        });
        final ExecutorService first = Executors.newSingleThreadExecutor();
        final ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            final Future<Call> interrupted = first.submit(() -> caller.call(Sample.request("q")));
            asking.await();
            final Future<Call> waiting = second.submit(() -> caller.call(Sample.request("q")));
            Thread.sleep(30);

            first.shutdownNow();

            assertThat(waiting.get().answer().text()).isEqualTo("a");
            assertThatThrownBy(interrupted::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ModelException.Interrupted.class);
        } finally {
            second.shutdownNow();
        }
    }

    @Test
    void aFailureIsNotRecorded() {
        final AtomicInteger asked = new AtomicInteger();
        final Caller caller = journaled(request -> {
            if (asked.incrementAndGet() == 1) {
                throw new ModelException.Outage("down", null);
            }
            return Sample.call("q", "a");
        });

        assertThatThrownBy(() -> caller.call(Sample.request("q"))).isInstanceOf(ModelException.Outage.class);

        assertThat(caller.call(Sample.request("q")).answer().text()).isEqualTo("a");
    }

    @Test
    void replayAnswersFromTheJournalAlone() {
        journal.append(Sample.call("q", "a"));

        final Call call = new JournalOnly(journal, Sample.MODEL, ModelRole.EXECUTOR).call(Sample.request("q"));

        assertThat(call.answer().text()).isEqualTo("a");
        assertThat(call.source()).isEqualTo(Call.Source.JOURNALED);
    }

    @Test
    void replayNamesWhatIsMissingWithoutItsControlCharacters() {
        final Caller replay = new JournalOnly(journal, Sample.MODEL, ModelRole.PROPOSER);
        final Request missing =
                Sample.request("Name the\ncolour \u001B[31m" + "x".repeat(200)).withSample(3);

        assertThatThrownBy(() -> replay.call(missing))
                .isInstanceOf(ModelException.NotRecorded.class)
                .hasMessageContaining("proposer")
                .hasMessageContaining("\"Name the colour \uFFFD[31mxxx")
                .hasMessageContaining("sample 3")
                .hasMessageNotContaining("x".repeat(90));
    }

    private Caller journaled(Caller next) {
        return new Journaled(journal, new SingleFlight(), Sample.MODEL, ModelRole.EXECUTOR, next);
    }

    private static Caller plain(LanguageModel model) {
        return request -> {
            final String text = ScriptedModel.text(request);
            return Sample.call(text, model.answer(request).text());
        };
    }
}
