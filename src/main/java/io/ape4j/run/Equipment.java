package io.ape4j.run;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.cache.AnswerCache;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The technical side of a run: nothing here changes what it finds.
 *
 * @param models by role; several roles may share one
 * @param prices what their tokens cost
 * @param caps limits on what the search may spend
 * @param concurrency most requests under way at once
 * @param cache answers of other runs; empty to do without
 * @param cacheMode how it is used
 * @param readings who has read which test examples
 */
public record Equipment(
        Map<ModelRole, LanguageModel> models,
        Prices prices,
        Caps caps,
        int concurrency,
        Optional<AnswerCache> cache,
        CacheMode cacheMode,
        TestReadings readings) {
    public Equipment {
        models = Collections.unmodifiableMap(new EnumMap<>(models));
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(caps, "caps");
        Objects.requireNonNull(cacheMode, "cacheMode");
        Objects.requireNonNull(readings, "readings");
    }

    /** What the tokens of each role cost, where that is known. */
    public Map<ModelRole, Price> knownPrices() {
        final Map<ModelRole, Price> known = new EnumMap<>(ModelRole.class);
        models.forEach((role, model) -> prices.of(model.identity()).ifPresent(price -> known.put(role, price)));
        return known;
    }

    /** Who answers, by role. */
    public Map<ModelRole, ModelIdentity> identities() {
        final Map<ModelRole, ModelIdentity> identities = new EnumMap<>(ModelRole.class);
        models.forEach((role, model) -> identities.put(role, model.identity()));
        return identities;
    }
}
