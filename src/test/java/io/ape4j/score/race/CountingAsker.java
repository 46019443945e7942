package io.ape4j.score.race;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers by a function, as many requests as it is told. */
final class CountingAsker implements Asker {
    private final long most;
    private final Function<Request, String> answers;
    private long asked;

    CountingAsker(long most, Function<Request, String> answers) {
        this.most = most;
        this.answers = answers;
    }

    long asked() {
        return asked;
    }

    @Override
    public <T> List<Optional<T>> all(List<Asking<T>> askings) {
        final List<Optional<T>> results = new ArrayList<>();
        for (final Asking<T> asking : askings) {
            results.add(result(asking));
        }
        return results;
    }

    private <T> Optional<T> result(Asking<T> asking) {
        Asking<T> state = asking;
        while (state instanceof Asking.Ask<T> ask) {
            if (asked == most) {
                return Optional.empty();
            }
            asked++;
            state = ask.next().apply(Answer.of(answers.apply(ask.request()), Answer.Finish.STOP, Usage.NONE));
        }
        return Optional.of(((Asking.Done<T>) state).value());
    }

    @Override
    public long mostCalls() {
        return most;
    }

    @Override
    public long remainingCalls(ModelRole role) {
        return most - asked;
    }

    @Override
    public boolean isExhausted() {
        return asked == most;
    }
}
