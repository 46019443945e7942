package io.ape4j.run;

import io.ape4j.model.CallLog;
import io.ape4j.model.Caller;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.cache.Cached;
import io.ape4j.model.pipeline.Budgeted;
import io.ape4j.model.pipeline.Journaled;
import io.ape4j.model.pipeline.Limited;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Retrying;
import io.ape4j.model.pipeline.SingleFlight;
import io.ape4j.model.pipeline.SpendingLedger;
import io.ape4j.model.pipeline.pace.Turns;
import io.ape4j.search.Interview;
import io.ape4j.search.SearchListener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What every live call passes through: journal, cache, retries, concurrency, budget, model. */
final class LivePipeline implements AutoCloseable {
    private final Equipment equipment;
    private final CallLog log;
    private final SpendingLedger spending;
    private final SearchListener listener;
    private final SingleFlight flights = new SingleFlight();
    private final IdentityHashMap<LanguageModel, Turns> turns = new IdentityHashMap<>();
    private final List<Limited> senders = new ArrayList<>();

    LivePipeline(Equipment equipment, CallLog log, SpendingLedger spending, SearchListener listener) {
        this.equipment = equipment;
        this.log = log;
        this.spending = spending;
        this.listener = listener;
    }

    Map<ModelRole, Interview.Channel> channels() {
        final Map<ModelRole, Interview.Channel> channels = new EnumMap<>(ModelRole.class);
        equipment.models().forEach((role, model) -> channels.put(role, channel(role, model)));
        return channels;
    }

    private Interview.Channel channel(ModelRole role, LanguageModel model) {
        final ModelIdentity identity = model.identity();
        if (!role.isCharged()) {
            // Nobody is paid and nothing is shared with other runs: only the journal keeps what it said.
            return new Interview.Channel(
                    identity, journaled(role, identity, retrying(role, model)), Optional.of(Price.FREE));
        }
        final Optional<Price> price = equipment.prices().of(identity);
        final LanguageModel budgeted = new Budgeted(model, role, spending, price);
        final Limited limited = new Limited(
                budgeted, turns.computeIfAbsent(model, same -> Limited.turns(same, equipment.concurrency())));
        senders.add(limited);
        final Caller retrying = retrying(role, limited);
        final Caller cached = equipment.cache().isPresent()
                ? new Cached(equipment.cache().get(), equipment.cacheMode(), identity, role, retrying)
                : retrying;
        return new Interview.Channel(identity, journaled(role, identity, cached), price);
    }

    private Caller journaled(ModelRole role, ModelIdentity identity, Caller next) {
        return new Journaled(log, flights, identity, role, next);
    }

    private Caller retrying(ModelRole role, LanguageModel model) {
        return new Retrying(
                model,
                role,
                equipment.prices(),
                Retrying.Policy.DEFAULT,
                new Retrying.Seams(
                        System::nanoTime,
                        wait -> {
                            listener.retrying(role, wait);
                            Retrying.Pause.SLEEP.sleep(wait);
                        },
                        () -> ThreadLocalRandom.current().nextDouble()));
    }

    /** Gives the threads of all layers back; the models stay open. */
    @Override
    public void close() {
        senders.forEach(Limited::close);
        senders.clear();
    }
}
