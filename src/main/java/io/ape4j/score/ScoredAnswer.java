package io.ape4j.score;

import io.ape4j.model.Answer;
import java.util.Objects;

/**
 * A model's answer to an example, and what it is worth.
 *
 * @param answer what the last stage said, whole
 * @param finish why it stopped; a failing finish scores 0
 */
public record ScoredAnswer(String answer, Answer.Finish finish, Score score) {
    public ScoredAnswer {
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(finish, "finish");
        Objects.requireNonNull(score, "score");
    }

    public double value() {
        return score.value();
    }
}
