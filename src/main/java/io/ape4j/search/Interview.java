package io.ape4j.search;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Dispatcher;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.SearchLedger;
import io.ape4j.search.SearchOutcome.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs {@link Asking}s round by round: the next requests of each that is not done form one batch, in order; the search
 * ledger admits as many as the budget has room for; the answers come back in request order, whichever was there first.
 */
public final class Interview implements Asker {
    private final Map<ModelRole, Channel> channels;
    private final Dispatcher dispatcher;
    private final SearchLedger ledger;
    private final Outside outside;
    private final SearchListener listener;
    private final Map<CallKey, Integer> timesAsked = new HashMap<>();
    private long position;
    private final SearchLedger confirmation = new SearchLedger(Caps.NONE);
    private boolean confirming;
    private Runnable reading = () -> {};
    private Optional<Ending> ended = Optional.empty();
    private Optional<ModelException> stopped = Optional.empty();

    /**
     * The pipeline of one role.
     *
     * @param model who answers at its end
     * @param price what its tokens cost; empty if unknown
     */
    public record Channel(ModelIdentity model, Caller caller, Optional<Price> price) {
        public Channel {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(price, "price");
        }
    }

    public Interview(
            Map<ModelRole, Channel> channels,
            Dispatcher dispatcher,
            SearchLedger ledger,
            Outside outside,
            SearchListener listener) {
        this.channels = Map.copyOf(channels);
        this.dispatcher = dispatcher;
        this.ledger = ledger;
        this.outside = outside;
        this.listener = listener;
    }

    /** How many requests the loop has consumed. */
    public long position() {
        return position;
    }

    /**
     * From now on requests are paid from what was set aside for the confirmation.
     *
     * @param atFirstAnswer run once the first test example was answered
     */
    public void beginConfirming(Runnable atFirstAnswer) {
        confirming = true;
        reading = atFirstAnswer;
    }

    /** What the confirmation has taken. */
    public SearchLedger.Totals confirming() {
        return confirmation.total();
    }

    @Override
    public long mostCalls() {
        return ledger.mostCalls(ModelRole.EXECUTOR);
    }

    @Override
    public long remainingCalls(ModelRole role) {
        return ledger.remainingCalls(role);
    }

    @Override
    public boolean isExhausted() {
        return ended.isPresent() || ledger.exhausted();
    }

    @Override
    public <T> List<Optional<T>> all(List<Asking<T>> askings) {
        final List<Asking<T>> states = new ArrayList<>(askings);
        final boolean[] refused = new boolean[states.size()];
        while (true) {
            final List<Integer> open = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                if (!refused[i] && states.get(i) instanceof Asking.Pending<T>) {
                    open.add(i);
                }
            }
            if (open.isEmpty()) {
                return results(states, refused);
            }
            round(states, refused, open);
        }
    }

    /**
     * Asks the next requests of each. Upper bounds of tokens and cost are far above what is used, so that those which do
     * not fit at first get another look each time that others were settled.
     */
    private <T> void round(List<Asking<T>> states, boolean[] refused, List<Integer> open) {
        final List<Question> questions = new ArrayList<>();
        for (final int index : open) {
            final Asking.Pending<T> pending = (Asking.Pending<T>) states.get(index);
            pending.requests().forEach(request -> questions.add(question(pending.role(), request)));
        }
        int asked = 0;
        int answered = 0;
        List<Answer> answers = new ArrayList<>();
        while (asked < questions.size()) {
            final List<Question> waiting = questions.subList(asked, questions.size());
            final int admitted = confirming ? waiting.size() : admitted(waiting);
            final List<Call> calls = ask(waiting.subList(0, admitted));
            asked += calls.size();
            for (final Call call : calls) {
                final int index = open.get(answered);
                final Asking.Pending<T> pending = (Asking.Pending<T>) states.get(index);
                answers.add(call.answer());
                if (answers.size() == pending.requests().size()) {
                    states.set(index, pending.goOn(List.copyOf(answers)));
                    answers = new ArrayList<>();
                    answered++;
                }
            }
            if (calls.isEmpty() || calls.size() < admitted) {
                break;
            }
        }
        for (final int index : open.subList(answered, open.size())) {
            refused[index] = true;
        }
    }

    /** How many of these, in order, may be asked. What is free is admitted until the first refusal. */
    private int admitted(List<Question> questions) {
        final List<Integer> charged = new ArrayList<>();
        final List<SearchLedger.Planned> batch = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            if (questions.get(i).role().isCharged()) {
                charged.add(i);
                batch.add(questions.get(i).planned());
            }
        }
        outside.capsAt(position, batch.stream().map(SearchLedger.Planned::key).toList())
                .ifPresent(ledger::limit);
        final int admitted = ledger.admit(batch);
        return admitted == batch.size() ? questions.size() : charged.get(admitted);
    }

    private record Question(ModelRole role, Request request, SearchLedger.Planned planned) {}

    /** The nth equal request to the proposer is sample n; the other roles number their samples themselves. */
    private Question question(ModelRole role, Request request) {
        final ModelIdentity model = channel(role).model();
        if (role != ModelRole.PROPOSER) {
            return planned(role, request);
        }
        final int times = timesAsked.merge(CallKey.of(model, request), 1, Integer::sum);
        return planned(role, request.withSample(request.sample() + times - 1));
    }

    private Question planned(ModelRole role, Request request) {
        final Channel channel = channel(role);
        return new Question(role, request, SearchLedger.Planned.of(channel.model(), request, channel.price()));
    }

    private List<Call> ask(List<Question> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        if (confirming) {
            outside.confirmsFrom(position);
        } else {
            throwIfStopped();
            ended.ifPresent(why -> {
                throw new SearchEnded(why);
            });
            outside.endsSearchAt(position).ifPresent(why -> {
                throw new SearchEnded(why);
            });
        }
        final List<Question> asked = untilTheEnd(questions);
        listener.asking(asked.size());
        final SearchLedger paying = confirming ? confirmation : ledger;
        final List<Call> calls = new ArrayList<>();
        try {
            dispatcher.answer(asks(asked), call -> {
                calls.add(call);
                reading.run();
                reading = () -> {};
                if (call.role().isCharged()) {
                    paying.settle(call);
                }
                listener.counted(ledger.total(), confirmation.total());
                listener.answered(call);
            });
        } catch (ModelException.BudgetExhausted e) {
            if (confirming) {
                position += calls.size();
                throw e;
            }
            if (ledger.total().calls() == 0) {
                throw nothing(e);
            }
            position += calls.size();
            ended = Optional.of(outside.searchEnded(position, e));
            if (calls.isEmpty()) {
                throw new SearchEnded(ended.get());
            }
            return calls;
        } catch (ModelException.Interrupted | ModelException.Outage | ModelException.Rejected e) {
            position += calls.size();
            if (confirming || calls.isEmpty()) {
                throw e;
            }
            stopped = Optional.of(e);
            return calls;
        }
        position += calls.size();
        if (asked.size() < questions.size() && confirming) {
            outside.confirmsFrom(position);
        } else if (asked.size() < questions.size()) {
            endWhereItEnded();
        }
        return calls;
    }

    /** The limits were spent on attempts alone. */
    private static ModelException.Outage nothing(ModelException.BudgetExhausted spent) {
        final String last = spent.getSuppressed().length == 0
                ? ""
                : " (the last attempt: " + spent.getSuppressed()[0].getMessage() + ")";
        return new ModelException.Outage(
                "no model has answered within the limits" + last + ": " + spent.getMessage(), spent);
    }

    private void endWhereItEnded() {
        try {
            ended = outside.endsSearchAt(position);
        } catch (ModelException e) {
            stopped = Optional.of(e);
        }
    }

    /**
     * What had been answered when the run stopped is still made use of, so that the best so far is known; then this.
     *
     * @throws ModelException what stopped the run
     */
    public void throwIfStopped() {
        stopped.ifPresent(cause -> {
            throw cause;
        });
    }

    /** Where a limit cut a batch, a replay cuts it too: what came before was paid for and counts. */
    private List<Question> untilTheEnd(List<Question> questions) {
        final long room = outside.lastPosition(position) - position;
        return questions.size() <= room ? questions : questions.subList(0, (int) room);
    }

    private Iterator<Dispatcher.Ask> asks(List<Question> questions) {
        return questions.stream()
                .map(question -> new Dispatcher.Ask(channel(question.role()).caller(), question.request()))
                .iterator();
    }

    private Channel channel(ModelRole role) {
        final Channel channel = channels.get(role);
        if (channel == null) {
            throw new IllegalStateException("no model is set for the role " + role.fileName());
        }
        return channel;
    }

    private static <T> List<Optional<T>> results(List<Asking<T>> states, boolean[] refused) {
        final List<Optional<T>> results = new ArrayList<>(Collections.nCopies(states.size(), Optional.empty()));
        for (int i = 0; i < states.size(); i++) {
            if (!refused[i]) {
                results.set(i, Optional.of(((Asking.Done<T>) states.get(i)).value()));
            }
        }
        return results;
    }
}
