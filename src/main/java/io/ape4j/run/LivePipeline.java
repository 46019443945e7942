package io.ape4j.run;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.Caller;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
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
import java.math.BigDecimal;
import java.time.Duration;
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
    private final SingleFlight flights = new SingleFlight();
    private final IdentityHashMap<LanguageModel, Turns> turns = new IdentityHashMap<>();
    private final List<Limited> senders = new ArrayList<>();

    LivePipeline(Equipment equipment, CallLog log, SpendingLedger spending) {
        this.equipment = equipment;
        this.log = log;
        this.spending = spending;
    }

    Map<ModelRole, Interview.Channel> channels() {
        final Map<ModelRole, Interview.Channel> channels = new EnumMap<>(ModelRole.class);
        equipment.models().forEach((role, model) -> channels.put(role, channel(role, model)));
        return channels;
    }

    private Interview.Channel channel(ModelRole role, LanguageModel model) {
        final ModelIdentity identity = model.identity();
        if (!role.isCharged()) {
            final Caller free = request -> free(role, model, request);
            return new Interview.Channel(
                    identity, new Journaled(log, flights, identity, role, free), Optional.of(Price.FREE));
        }
        final Optional<Price> price = equipment.prices().of(identity);
        final LanguageModel budgeted = new Budgeted(model, role, spending, price);
        final Limited limited = new Limited(
                budgeted, turns.computeIfAbsent(model, same -> Limited.turns(same, equipment.concurrency())));
        senders.add(limited);
        final Caller retrying = new Retrying(
                limited,
                role,
                equipment.prices(),
                Retrying.Policy.DEFAULT,
                new Retrying.Seams(
                        System::nanoTime,
                        LivePipeline::sleep,
                        () -> ThreadLocalRandom.current().nextDouble()));
        final Caller cached = equipment.cache().isPresent()
                ? new Cached(equipment.cache().get(), equipment.cacheMode(), identity, role, retrying)
                : retrying;
        return new Interview.Channel(identity, new Journaled(log, flights, identity, role, cached), price);
    }

    /** Nobody is paid and nothing is shared with other runs: only the journal keeps what it said. */
    private static Call free(ModelRole role, LanguageModel model, Request request) {
        final long start = System.nanoTime();
        final Answer answer = model.answer(request);
        return new Call(
                CallKey.of(model.identity(), request),
                role,
                request,
                answer,
                BigDecimal.ZERO,
                Duration.ofNanos(System.nanoTime() - start),
                Call.Source.BOUGHT);
    }

    /** Gives the threads of all layers back; the models stay open. */
    @Override
    public void close() {
        senders.forEach(Limited::close);
        senders.clear();
    }

    private static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
