package io.ape4j.model;

import io.ape4j.model.store.Question;
import io.ape4j.prompt.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Values that tests need and do not care about. */
public final class Sample {
    public static final ModelIdentity MODEL = new ModelIdentity("test", "http://localhost", "echo", Map.of(), true);

    private Sample() {}

    public static Request request(String text) {
        return Request.chat(List.of(Message.user(text)), 10);
    }

    public static CallKey key(String text) {
        return CallKey.of(MODEL, request(text));
    }

    public static Question question(String text) {
        return Question.of(MODEL, request(text));
    }

    public static Answer answer(String text) {
        return Answer.of(text, Answer.Finish.STOP, new Usage(7, 3, true));
    }

    /** The answer {@code answer} to the request {@code text}. */
    public static Call call(String text, String answer) {
        return new Call(
                key(text),
                ModelRole.EXECUTOR,
                request(text),
                answer(answer),
                new BigDecimal("0.0012"),
                Duration.ofMillis(5),
                Call.Source.BOUGHT);
    }
}
