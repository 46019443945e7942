package io.ape4j.run.tally;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the answers of a run. A pure function of the answers, so that a replay counts the same.
 *
 * @param proposals answers of the proposer
 * @param dismissed proposals that were not taken, by reason
 * @param setAside prompts that were made and never scored, because they hold held-out examples
 * @param races in the order in which they were run
 * @param finishes how answers ended, by role
 */
public record Counts(
        long proposals,
        SortedMap<String, Long> dismissed,
        List<SetAside> setAside,
        List<Race> races,
        Map<ModelRole, Map<Answer.Finish, Long>> finishes) {
    /** Nothing was asked. */
    public static final Counts NONE = new Counts(0, new TreeMap<>(), List.of(), List.of(), Map.of());

    /**
     * A prompt that was set aside.
     *
     * @param operator that made it
     * @param example of {@code select} that it copies
     */
    public record SetAside(String operator, String instruction, String example) {}

    /**
     * A race of candidates.
     *
     * @param surelyWorse how many of the contenders were dropped for certain; all others were ranked
     * @param errorRate most chance that one of those was the best on all examples
     */
    public record Race(int contenders, int surelyWorse, double errorRate) {}

    public Counts {
        setAside = List.copyOf(setAside);
        races = List.copyOf(races);
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
