package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An answer is a function of its request alone: compared to the last bit of every log-probability. */
class EmbeddedModelReproducibilityTest {
    private static final List<String> INSTRUCTIONS = List.of(
            "Read the message of a customer and say in one word how the customer feels about the shop.\n"
                    + "Use only the words happy, angry and neutral, and never explain your choice.",
            "You sort messages for the support desk of a shop that sells lamps and other things for the home.\n"
                    + "Answer with the name of the team.\nThe teams are billing, delivery and returns.",
            "Repeat the last word.");
    private static final List<String> INPUTS = List.of("The lamp came broken.", "I love it, thank you so much!");

    private static List<Request> requests;
    private static Map<Request, List<String>> expected;

    @BeforeAll
    static void askEachOfAFreshEngine() {
        requests = new ArrayList<>();
        for (final String instruction : INSTRUCTIONS) {
            for (final String input : INPUTS) {
                final List<Message> messages =
                        List.of(Message.user(instruction + "\n\nMessage: " + input + "\nAnswer:"));
                requests.add(Request.chat(messages, 4).with(Request.LOG_PROBABILITIES, true));
                requests.add(Request.scoreContinuation(messages, "neutral, I think"));
            }
            requests.add(Request.chat(List.of(Message.user(instruction)), 4)
                    .with(Request.TEMPERATURE, 1.0)
                    .with(Request.SEED, 7)
                    .with(Request.LOG_PROBABILITIES, true)
                    .withSample(1));
        }
        expected = new HashMap<>();
        try (EmbeddedModel model = open(1, 0)) {
            for (final Request request : requests) {
                expected.put(request, bits(model.answer(request)));
                // Something that shares nothing throws everything out: the next request is cold.
                model.answer(Request.chat(List.of(Message.system("Cold."), Message.user("Now.")), 1));
            }
        }
    }

    private static EmbeddedModel open(int threads, long snapshotBytes) {
        return EmbeddedModel.open(
                TestModels.smollm(),
                EmbeddedOptions.of(System.getenv())
                        .withThreads(threads)
                        .withSnapshotBytes(snapshotBytes)
                        .withContextTokens(512));
    }

    private static List<String> bits(Answer answer) {
        final List<String> all = new ArrayList<>(
                List.of(answer.text(), answer.finish().name(), answer.usage().toString()));
        answer.logProbabilities()
                .forEach(token -> all.add(
                        token.token() + " " + Long.toHexString(Double.doubleToLongBits(token.logProbability()))));
        return all;
    }

    private static void assertSame(EmbeddedModel model, List<Request> order) {
        for (final Request request : order) {
            assertThat(bits(model.answer(request))).isEqualTo(expected.get(request));
        }
    }

    @Test
    void inOrderAndWarm() {
        try (EmbeddedModel model = open(1, 1 << 28)) {
            assertSame(model, requests);
        }
    }

    @Test
    void shuffledWithCopiesOfPrefixesAndWithTheirEviction() {
        final List<Request> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, new Random(1));

        try (EmbeddedModel roomy = open(1, 1 << 28)) {
            assertSame(roomy, shuffled);
        }
        try (EmbeddedModel tight = open(1, 4 << 20)) {
            assertSame(tight, shuffled);
        }
    }

    @Test
    void withAnotherNumberOfThreads() {
        try (EmbeddedModel model = open(2, 1 << 28)) {
            assertSame(model, requests.subList(0, 5));
        }
    }

    @Test
    void afterAnInterruptInTheMiddle() throws InterruptedException {
        try (EmbeddedModel model = open(1, 1 << 28)) {
            final Request endless = Request.chat(List.of(Message.user("Tell me a long story. ".repeat(20))), 300);
            final AtomicReference<Throwable> thrown = new AtomicReference<>();
            final Thread asking = new Thread(() -> thrown.set(catchThrowable(() -> model.answer(endless))));
            asking.start();
            Thread.sleep(200);
            asking.interrupt();
            asking.join();
            assertThat(thrown.get()).isInstanceOf(ModelException.Interrupted.class);

            assertSame(model, requests.subList(0, 4));
        }
    }

    @Test
    void besideAnotherModelThatDecodesAtTheSameTime() {
        try (EmbeddedModel model = open(1, 0);
                EmbeddedModel other = open(1, 0)) {
            final CompletableFuture<Void> beside =
                    CompletableFuture.runAsync(() -> assertSame(other, requests.subList(4, 8)));

            assertSame(model, requests.subList(0, 4));
            beside.join();
        }
    }
}
