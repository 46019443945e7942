package io.ape4j;

import io.ape4j.model.ApeHome;
import io.ape4j.model.cache.AnswerCache;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import io.ape4j.search.SearchListener;
import java.util.function.Function;

/** The answers that all runs share, opened for as long as one of them takes. */
final class SharedAnswers {
    private SharedAnswers() {}

    /** Lends them to {@code action}; entries that were met damaged are told. */
    static <T> T lent(ApeHome home, SearchListener listener, Function<AnswerCache, T> action) {
        try (SqliteCallStore store = SqliteCallStore.open(home.answers())) {
            try {
                return action.apply(new AnswerCache(store, listener::warning));
            } finally {
                tellDamage(home, store.damagedEntries(), listener);
            }
        }
    }

    private static void tellDamage(ApeHome home, long entries, SearchListener listener) {
        if (entries > 0) {
            listener.warning("in the cache " + home.answers() + " " + entries
                    + " damaged entries were met and taken for missing; mend it with: ape cache verify --repair");
        }
    }
}
