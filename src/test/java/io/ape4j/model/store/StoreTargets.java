package io.ape4j.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Readers of calls and of the cache's entries. */
public final class StoreTargets {
    private static final Answer ANSWER = new Answer(
            "Gr\u00fc\u00dfe ".repeat(60),
            Answer.Finish.STOP,
            new Usage(7, 3, true),
            List.of(new TokenLogProbability("Gr", -0.25)));
    private static final Call CALL = new Call(
            new CallKey("0a".repeat(32)),
            ModelRole.EXECUTOR,
            Request.chat(List.of(Message.user("Say \"hi\".")), 10).with(Request.TEMPERATURE, 0.5),
            ANSWER,
            new BigDecimal("0.0012"),
            Duration.ofMillis(5),
            Call.Source.BOUGHT);
    private static final List<String> WORDS = List.of(
            "key",
            "role",
            "executor",
            "request",
            "kind",
            "chat",
            "messages",
            "text",
            "parameters",
            "continuation",
            "sample",
            "answer",
            "finish",
            "stop",
            "inputTokens",
            "outputTokens",
            "usageReported",
            "logProbabilities",
            "cost",
            "latencyMs",
            "source",
            "bought",
            "0.0012",
            "1E+999999999",
            "[[\"a\",-0.25]]",
            "\"NaN\"");

    private StoreTargets() {}

    /** A call's JSON as the journal holds it. */
    public static byte[] call() {
        return encoded(json -> CallJson.write(json, CALL));
    }

    public static List<String> words() {
        return WORDS;
    }

    public static List<Target> all() {
        return List.of(Target.ofBytes(
                "call.json",
                6_000,
                List.of(call()),
                WORDS,
                input -> {
                    final Call call = CallJson.call(CallJson.decode(input));
                    assertThat(CallJson.call(CallJson.decode(CallJson.encode(json -> CallJson.write(json, call)))))
                            .isEqualTo(call);
                    assertThat(call.cost().toPlainString()).hasSizeLessThan(1_000);
                },
                List.of(IOException.class, IllegalArgumentException.class)));
    }

    /** An answer's JSON as the cache holds it. */
    public static byte[] stored() {
        return encoded(json -> CallJson.write(json, StoredAnswer.of(CALL)));
    }

    /** An answer to be packed. */
    public static StoredAnswer answer() {
        return StoredAnswer.of(CALL);
    }

    private static byte[] encoded(CallJson.Fields fields) {
        try {
            return CallJson.encode(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
