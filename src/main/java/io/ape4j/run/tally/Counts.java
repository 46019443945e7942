package io.ape4j.run.tally;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the answers of a run. A pure function of the answers, so that a replay counts the same.
 *
 * @param proposals answers of the proposer
 * @param dismissed proposals that were not taken, by reason
 * @param finishes how answers ended, by role
 */
public record Counts(
        long proposals, SortedMap<String, Long> dismissed, Map<ModelRole, Map<Answer.Finish, Long>> finishes) {
    /** Nothing was asked. */
    public static final Counts NONE = new Counts(0, new TreeMap<>(), Map.of());

    public Counts {
        dismissed = Collections.unmodifiableSortedMap(new TreeMap<>(dismissed));
        final Map<ModelRole, Map<Answer.Finish, Long>> copy = new EnumMap<>(ModelRole.class);
        finishes.forEach((role, counts) -> {
            final Map<Answer.Finish, Long> sorted = new EnumMap<>(Answer.Finish.class);
            sorted.putAll(counts);
            copy.put(role, Collections.unmodifiableMap(sorted));
        });
        finishes = Collections.unmodifiableMap(copy);
    }

    /** Proposals that were not taken. */
    public long dismissedTotal() {
        return dismissed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many answers of a role ended so. */
    public long of(ModelRole role, Answer.Finish finish) {
        return finishes.getOrDefault(role, Map.of()).getOrDefault(finish, 0L);
    }

    /** How many answers of all roles ended so. */
    public long of(Answer.Finish finish) {
        return finishes.values().stream()
                .mapToLong(counts -> counts.getOrDefault(finish, 0L))
                .sum();
    }
}
