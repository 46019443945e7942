package io.ape4j;

import io.ape4j.model.Answer;
import io.ape4j.model.CallKey;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A model whose answers are a function of the request alone, after a random wait: sampled requests get an instruction
 * out of stock phrases, greedy ones the right label the more often, the more telling words the prompt has.
 */
public final class SimulatedModel implements LanguageModel {
    private static final List<String> VERBS =
            List.of("Classify", "Judge", "Read", "Name", "Write down", "Look at", "Decide", "State");
    private static final List<String> OBJECTS = List.of(
            "the sentiment of the text",
            "the mood of the sentence",
            "the opinion in the text",
            "what the writer feels",
            "the label of the sentence",
            "the tone of the input");
    private static final List<String> ENDS = List.of(
            ".",
            " carefully.",
            " as positive or negative.",
            " in one word.",
            " and say nothing else.",
            ", step by step.");
    private static final List<String> TELLING =
            List.of("sentiment", "classify", "positive", "carefully", "exactly one of");
    private static final String INPUT = "Input: ";
    private static final int PERCENT = 100;

    private final Map<String, String> references = new HashMap<>();
    private final ModelIdentity identity;
    private final int mostMicros;
    private final Map<CallKey, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile int failsAfter = Integer.MAX_VALUE;
    private volatile Supplier<? extends ModelException> failure = () -> new ModelException.Outage("unset", null);

    /** Knows the right answers of {@code task}. */
    public SimulatedModel(Task task) {
        this(task, "one", 300);
    }

    /**
     * As above.
     *
     * @param version part of its identity
     * @param mostMicros longest wait before an answer, in microseconds
     */
    public SimulatedModel(Task task, String version, int mostMicros) {
        for (final Example example : task.examples()) {
            references.put(String.join(" ", example.fields().values()), example.reference());
        }
        this.identity = new ModelIdentity("simulated", "", "echo", Map.of("version", version), true);
        this.mostMicros = mostMicros;
    }

    /** From the answer after the {@code count}th on, counted from now, every request fails. */
    public SimulatedModel failAfter(int count, Supplier<? extends ModelException> with) {
        failure = with;
        failsAfter = answers.get() + count;
        return this;
    }

    public void recover() {
        failsAfter = Integer.MAX_VALUE;
    }

    /** How many answers it gave. */
    public int answers() {
        return answers.get();
    }

    /** How often it answered each request. */
    public Map<CallKey, AtomicInteger> answered() {
        return answered;
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public Answer answer(Request request) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(mostMicros + 1) * 1_000L);
        synchronized (this) {
            if (answers.get() >= failsAfter) {
                throw failure.get();
            }
            answers.incrementAndGet();
        }
        answered.computeIfAbsent(CallKey.of(identity, request), key -> new AtomicInteger())
                .incrementAndGet();
        final String text = request.temperature() > 0 ? proposal(request) : label(request);
        return Answer.of(text, Answer.Finish.STOP, new Usage(promptWords(request), text.length() / 4 + 1, true));
    }

    private static int promptWords(Request request) {
        return request.messages().stream()
                .mapToInt(message -> message.text().length() / 4 + 4)
                .sum();
    }

    private static String proposal(Request request) {
        final long hash = hash(request.messages() + "|" + request.parameters() + "|" + request.sample());
        if (hash % 11 == 0) {
            return "I'm sorry, I can't tell.";
        }
        return VERBS.get((int) (hash % VERBS.size()))
                + " "
                + OBJECTS.get((int) (hash / 8 % OBJECTS.size()))
                + ENDS.get((int) (hash / 64 % ENDS.size()));
    }

    private String label(Request request) {
        final String prompt =
                request.messages().get(request.messages().size() - 1).text();
        final int from = prompt.lastIndexOf(INPUT) + INPUT.length();
        final String input = prompt.substring(from, prompt.indexOf('\n', from));
        final String head = prompt.substring(0, from).toLowerCase(Locale.ROOT);
        final long telling = TELLING.stream().filter(head::contains).count();
        final long shown = Math.min(2, head.split("output:", -1).length - 1);
        final String right = references.getOrDefault(input, "unknown");
        final boolean knows = hash(input + "|" + head) % PERCENT < 25 + 12 * telling + 8 * shown;
        return knows ? right : right.equals("positive") ? "negative" : "no idea";
    }

    private static long hash(String text) {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    @Override
    public void close() {}
}
