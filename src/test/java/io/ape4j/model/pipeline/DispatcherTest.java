package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Call;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void answersComeInRequestOrderAtAnyConcurrency(int concurrency) {
        final Caller uneven = request -> {
            final String text = ScriptedModel.text(request);
            ScriptedModel.pause(Math.floorMod(text.hashCode(), 4));
            return Sample.call(text, "answer to " + text);
        };

        final List<Call> calls;
        try (Dispatcher dispatcher = new Dispatcher(concurrency)) {
            calls = dispatcher.answer(asks(uneven, 200));
        }

        assertThat(calls)
                .extracting(call -> call.answer().text())
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "answer to " + i).toList());
    }

    @Test
    void noMoreThanTheConcurrencyIsUnderWay() {
        final ScriptedModel server = ScriptedModel.slowEcho(5);

        try (Dispatcher dispatcher = new Dispatcher(4)) {
            dispatcher.answer(asks(caller(server), 40));
        }

        assertThat(server.mostAtOnce()).isEqualTo(4);
    }

    @Test
    void memoryIsBoundedByTheWindowWhileTheOldestAnswerIsMissing() throws Exception {
        final AtomicInteger taken = new AtomicInteger();
        final CountDownLatch release = new CountDownLatch(1);
        final Caller firstHangs = request -> {
            if (ScriptedModel.text(request).equals("0")) {
                awaitLatch(release);
            }
            return Sample.call(ScriptedModel.text(request), "x");
        };
        final Iterator<Dispatcher.Ask> counted = IntStream.range(0, 1_000)
                .peek(i -> taken.incrementAndGet())
                .mapToObj(i -> new Dispatcher.Ask(firstHangs, Sample.request(Integer.toString(i))))
                .iterator();
        final AtomicInteger handed = new AtomicInteger();
        try (Dispatcher dispatcher = new Dispatcher(2)) {
            final Thread loop = new Thread(() -> dispatcher.answer(counted, call -> handed.incrementAndGet()));
            loop.start();
            Thread.sleep(200);
            final int takenWhileWaiting = taken.get();

            release.countDown();
            loop.join();

            assertThat(takenWhileWaiting).isLessThanOrEqualTo(10);
            assertThat(handed).hasValue(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void theFirstFailureInRequestOrderWins(int concurrency) {
        final Caller failing = request -> {
            final int number = Integer.parseInt(ScriptedModel.text(request));
            if (number == 20) {
                // The later one fails first.
                ScriptedModel.pauseUninterruptibly(30);
                throw new ModelException.Outage("twenty", null);
            }
            if (number == 21) {
                throw new ModelException.Outage("twenty-one", null);
            }
            return Sample.call(Integer.toString(number), "x");
        };
        final List<String> handed = new ArrayList<>();
        try (Dispatcher dispatcher = new Dispatcher(concurrency)) {
            assertThatThrownBy(() -> dispatcher.answer(
                            asks(failing, 100).iterator(), call -> handed.add(ScriptedModel.text(call.request()))))
                    .isInstanceOf(ModelException.Outage.class)
                    .hasMessage("twenty");
        }

        assertThat(handed).hasSize(20).startsWith("0", "1").endsWith("19");
    }

    @Test
    void afterAFailureNothingNewIsTakenAndWhatWasSentComesToItsEnd() {
        final Set<String> ended = ConcurrentHashMap.newKeySet();
        final CountDownLatch allSent = new CountDownLatch(3);
        final Caller caller = request -> {
            final String text = ScriptedModel.text(request);
            allSent.countDown();
            awaitLatch(allSent);
            if (text.equals("0")) {
                throw new ModelException.Outage("down", null);
            }
            ScriptedModel.pauseUninterruptibly(50);
            ended.add(text);
            return Sample.call(text, "x");
        };
        try (Dispatcher dispatcher = new Dispatcher(3)) {
            assertThatThrownBy(() -> dispatcher.answer(asks(caller, 100))).isInstanceOf(ModelException.Outage.class);

            assertThat(ended).containsExactlyInAnyOrder("1", "2");
        }
    }

    /** RELIABILITY 6: Ctrl-C once. */
    @Test
    void interruptionStopsTakingWorkAndLetsWhatWasSentArrive() throws Exception {
        final CountDownLatch sent = new CountDownLatch(4);
        final ScriptedModel server = new ScriptedModel(request -> {
            sent.countDown();
            ScriptedModel.pause(100);
            return Sample.answer("x");
        });
        final Set<String> journaled = Collections.synchronizedSet(new HashSet<>());
        final AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Limited limited = new Limited(server, 4);
                Dispatcher dispatcher = new Dispatcher(16)) {
            final Caller caller = request -> {
                limited.answer(request);
                journaled.add(ScriptedModel.text(request));
                return Sample.call(ScriptedModel.text(request), "x");
            };
            final Thread loop = new Thread(() -> {
                try {
                    dispatcher.answer(asks(caller, 1_000));
                } catch (ModelException e) {
                    thrown.set(e);
                }
            });
            loop.start();
            sent.await();

            loop.interrupt();
            loop.join();
        }

        assertThat(thrown.get()).isInstanceOf(ModelException.Interrupted.class);
        assertThat(server.asked()).isEqualTo(4);
        assertThat(server.answered()).isEqualTo(4);
        assertThat(journaled).hasSize(4);
    }

    @Test
    void aDispatcherIsUsableAgainAfterAFailure() {
        final Caller failing = request -> {
            throw new ModelException.Outage("down", null);
        };
        try (Dispatcher dispatcher = new Dispatcher(2)) {
            assertThatThrownBy(() -> dispatcher.answer(asks(failing, 5))).isInstanceOf(ModelException.Outage.class);

            assertThat(dispatcher.answer(asks(caller(ScriptedModel.echo()), 5))).hasSize(5);
        }
    }

    private static Caller caller(ScriptedModel model) {
        return request ->
                Sample.call(ScriptedModel.text(request), model.answer(request).text());
    }

    private static List<Dispatcher.Ask> asks(Caller caller, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Dispatcher.Ask(caller, Sample.request(Integer.toString(i))))
                .toList();
    }

    /** As a server's answer is waited for: to its end. */
    private static void awaitLatch(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            ScriptedModel.pauseUninterruptibly(1);
        }
    }
}
