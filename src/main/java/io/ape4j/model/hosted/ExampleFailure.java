package io.ape4j.model.hosted;

import io.ape4j.model.Answer;
import io.ape4j.model.Usage;

/** Carries a failure of one example through the client library, up to where it becomes that example's answer. */
final class ExampleFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    ExampleFailure(Answer.Finish finish, Usage usage) {
        super(finish.name(), null, false, false);
        this.answer = Answer.of("", finish, usage);
    }

    Answer answer() {
        return answer;
    }
}
