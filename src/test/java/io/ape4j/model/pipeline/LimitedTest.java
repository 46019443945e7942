package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitedTest {
    @Test
    void theLimitGrowsToTheUsersWhileAllGoesWell() {
        final ScriptedModel server = ScriptedModel.slowEcho(2);
        try (Limited limited = new Limited(server, 32)) {
            final int first = limited.limit();

            ask(limited, 32, 300);

            assertThat(first).isEqualTo(8);
            assertThat(limited.limit()).isEqualTo(32);
            assertThat(server.mostAtOnce()).isLessThanOrEqualTo(32);
        }
    }

    @Test
    void oneAtATimeIsInTheOrderOfAsking() {
        final List<String> order = new ArrayList<>();
        final ScriptedModel server = new ScriptedModel(request -> {
            order.add(ScriptedModel.text(request));
            return Sample.answer("x");
        });
        try (Limited limited = new Limited(server, 1)) {
            ask(limited, 1, 20);
        }

        assertThat(order)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        assertThat(server.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void closingItGivesItsThreadsBackAndLeavesTheModelOpen() throws InterruptedException {
        final ScriptedModel server = ScriptedModel.slowEcho(1);
        final Limited limited = new Limited(server, 8);
        ask(limited, 8, 20);
        final List<Thread> senders = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ape4j-sender"))
                .toList();

        limited.close();

        for (final Thread sender : senders) {
            sender.join(5_000);
            assertThat(sender.isAlive()).isFalse();
        }
        assertThat(server.answer(Sample.request("still")).text()).isEqualTo("still");
    }

    /** Asks through a dispatcher, again where the server refused. */
    private static void ask(Limited limited, int concurrency, int count) {
        final Caller patient = request -> {
            while (true) {
                try {
                    limited.answer(request);
                    return Sample.call("q", "x");
                } catch (ModelException.Transient e) {
                    ScriptedModel.pause(2);
                }
            }
        };
        try (Dispatcher dispatcher = new Dispatcher(concurrency)) {
            dispatcher.answer(IntStream.range(0, count)
                    .mapToObj(i -> new Dispatcher.Ask(patient, Sample.request(Integer.toString(i))))
                    .toList());
        }
    }
}
