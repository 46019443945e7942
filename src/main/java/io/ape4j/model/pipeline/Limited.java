package io.ape4j.model.pipeline;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import io.ape4j.model.pipeline.pace.Turns;
import io.ape4j.model.store.Uninterrupted;
import java.util.concurrent.ExecutorService;

/**
 * A model that is asked only as many requests at once, and as fast after one another, as it bears: see {@link
 * io.ape4j.model.pipeline.pace.Pace}.
 *
 * <p>It stands between retries and budget, so that every attempt passes it and none waits here with a reservation.
 * Interrupting a thread ends its wait for its turn; a request that was sent is always waited for, so that what is paid
 * for gets journaled.
 */
public final class Limited extends ModelLayer {
    private final Turns turns;
    private final ExecutorService senders = Pools.threads("ape4j-sender");

    /**
     * A model with a limit of its own.
     *
     * @param concurrency the user's limit; the model's own may be lower
     */
    public Limited(LanguageModel model, int concurrency) {
        this(model, turns(model, concurrency));
    }

    /** A model that shares its turns with others, because the same server answers them. */
    public Limited(LanguageModel model, Turns turns) {
        super(model);
        this.turns = turns;
    }

    /** Turns at a model, of which the user wants at most {@code concurrency} at once. */
    public static Turns turns(LanguageModel model, int concurrency) {
        return new Turns(Math.min(concurrency, model.maxConcurrency()), System::nanoTime);
    }

    @Override
    public Answer answer(Request request) {
        final Turns.Turn turn = turns.take();
        final Answer answer;
        try {
            answer = Uninterrupted.get(senders.submit(() -> model.answer(request)));
        } catch (ModelException.Transient e) {
            if (e.busy()) {
                turn.refused(e.retryAfter());
            } else {
                turn.failed();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            turn.failed();
            throw e;
        }
        turn.answered();
        return answer;
    }

    /** How many requests it sends at once at present. */
    public int limit() {
        return turns.atOnce();
    }

    /** Gives its threads back. The model stays open: other roles may share it, and who opened it closes it. */
    @Override
    public void close() {
        senders.shutdown();
    }
}
