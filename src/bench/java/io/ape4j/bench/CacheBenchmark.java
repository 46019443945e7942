package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.cache.AnswerCache;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.cache.Cached;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import io.ape4j.prompt.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How large a cache gets, and how long a hit takes: from the file, and from memory. Entries are as in a search: some
 * hundred prompts, each put to many inputs, with short answers. The file's pages may be in the operating system's cache.
 */
final class CacheBenchmark implements Benchmark {
    private static final ModelIdentity MODEL =
            new ModelIdentity("openai", "https://models.example/v1", "some-model", Map.of("build", "1"), true);
    private static final int INPUTS_PER_PROMPT = 500;
    private static final int THREADS = 64;
    private static final int LOOKS = 10_000;
    private static final List<String> WORDS = List.of(
            ("the of and to in is that for it as was with be by on not he his but at are this have from or had an"
                            + " they which one you were her all she there would their we him been has when who will more"
                            + " no if out so said what up its about into than them can only other new some could time"
                            + " these two may then do first any my now such like our over man me even most made after"
                            + " also did many before must through back years where much your way well down should")
                    .split(" "));

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String summary() {
        return "size of a cache of ten million answers (quick: 200,000), and how long a hit takes";
    }

    @Override
    public ObjectNode run(boolean quick, Progress progress) {
        final int entries = quick ? 200_000 : 10_000_000;
        final ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("entries", entries);
        try (Scratch scratch = new Scratch("cache")) {
            final Path file = scratch.file("answers.db");
            progress.at("storing " + entries + " answers");
            try (CallStore store = SqliteCallStore.open(file)) {
                figures.put("putsPerSecond", Math.round(Crowd.stepsPerSecond(THREADS, entries, i -> {
                    store.put(Question.of(MODEL, request(i)), answer(i));
                    if (i % 1_000_000 == 999_999) {
                        progress.at(i + 1 + " stored");
                    }
                })));
            }
            final long bytes = Files.size(file);
            figures.put("fileBytes", bytes);
            figures.put("bytesPerEntry", Math.round(10.0 * bytes / entries) / 10.0);
            progress.at("looking up " + LOOKS + " of them, twice");
            look(file, entries, figures);
        } catch (IOException e) {
            throw new UncheckedIOException("can't measure the cache: " + e.getMessage(), e);
        }
        return figures;
    }

    private static void look(Path file, int entries, ObjectNode figures) {
        final Caller unasked = request -> {
            throw new IllegalStateException("the cache has lost " + request.excerpt());
        };
        final List<Request> warmUp = sample(entries, 1);
        final List<Request> looked = sample(entries, 2);
        try (CallStore store = SqliteCallStore.open(file)) {
            final Caller first = cached(store, unasked);
            warmUp.forEach(first::call);
            warmUp.forEach(first::call);
            final Caller cached = cached(store, unasked);
            figures.set("hitMicrosFromFile", hits(cached, looked).micros());
            figures.set("hitMicrosFromMemory", hits(cached, looked).micros());
        }
    }

    private static Caller cached(CallStore store, Caller unasked) {
        return new Cached(new AnswerCache(store), CacheMode.USE, MODEL, ModelRole.EXECUTOR, unasked);
    }

    private static Latencies hits(Caller cached, List<Request> requests) {
        return Latencies.of(requests.size(), i -> {
            final Call call = cached.call(requests.get(i));
            if (call.source() != Call.Source.CACHED) {
                throw new IllegalStateException("not a hit: " + call.request().excerpt());
            }
        });
    }

    /** Different ones of them, the same for each seed. */
    private static List<Request> sample(int entries, long seed) {
        return new SplittableRandom(seed)
                .ints(0, entries)
                .distinct()
                .limit(LOOKS)
                .mapToObj(CacheBenchmark::request)
                .toList();
    }

    private static Request request(int i) {
        final String instruction = text(i / INPUTS_PER_PROMPT, 40);
        final String input = text(-1L - i % INPUTS_PER_PROMPT, 25);
        return Request.chat(List.of(Message.user(instruction + "\n\nText: " + input + "\nAnswer:")), 16);
    }

    private static StoredAnswer answer(int i) {
        final Answer said =
                Answer.of(text(i * 31L + 7, 2), Answer.Finish.STOP, new Usage(60 + i % 40, 2 + i % 3, true));
        return new StoredAnswer(said, new BigDecimal("0.0000" + (100 + i % 900)), Duration.ofMillis(200 + i % 700));
    }

    private static String text(long seed, int words) {
        final SplittableRandom random = new SplittableRandom(seed);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
