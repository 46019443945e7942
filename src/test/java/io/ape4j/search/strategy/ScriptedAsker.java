package io.ape4j.search.strategy;

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

/** A proposer and an executor that answer by functions, as many requests as it is told; keeps what the proposer was asked. */
public final class ScriptedAsker implements Asker {
    private final long most;
    private final Function<String, String> proposer;
    private final Function<String, String> executor;
    private final List<String> proposing = new ArrayList<>();
    private long asked;

    /**
     * Both functions take the last message of a request.
     *
     * @param most requests in all
     */
    public ScriptedAsker(long most, Function<String, String> proposer, Function<String, String> executor) {
        this.most = most;
        this.proposer = proposer;
        this.executor = executor;
    }

    /** What the proposer was asked, whole chats as one text each, in order. */
    public List<String> proposing() {
        return proposing;
    }

    public long asked() {
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
            state = ask.next().apply(answer(ask.role(), ask.request()));
        }
        return Optional.of(((Asking.Done<T>) state).value());
    }

    private Answer answer(ModelRole role, Request request) {
        final String last =
                request.messages().get(request.messages().size() - 1).text();
        if (role == ModelRole.PROPOSER) {
            proposing.add(request.messages().toString());
        }
        return Answer.of(
                (role == ModelRole.PROPOSER ? proposer : executor).apply(last), Answer.Finish.STOP, Usage.NONE);
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
