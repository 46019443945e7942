package io.ape4j.bench.realtasks;

import io.ape4j.prompt.Part;
import io.ape4j.search.SearchParameters;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * One way to get a prompt for a task: a column of the table.
 *
 * @param strategy of the search, or {@link #NONE}, {@link #BASELINE} or {@link #HUMAN} for a prompt that is only evaluated
 * @param calls most search calls; 0 without a search
 * @param parts what the search may change; all without a search
 * @param settings of the search
 */
record Way(String strategy, long calls, Parts parts, Settings settings) {
    /** An empty instruction. */
    static final String NONE = "none";
    /** The task's own baseline, from which the searches start. */
    static final String BASELINE = "baseline";
    /** A prompt of the task folder that no search sees. */
    static final String HUMAN = "human";

    /** What a search may change. */
    enum Parts {
        /** The wording of the instruction; all else stays as it is in the baseline. */
        INSTRUCTION(Set.of(Part.OUTPUT_FORMAT, Part.TRIGGER, Part.DEMONSTRATIONS)),
        ALL(Set.of());

        @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
        private final Set<String> frozen;

        Parts(Set<String> frozen) {
            this.frozen = frozen;
        }

        Set<String> frozen() {
            return frozen;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The parameters of a search, by name.
     *
     * @param name of the search file that they are read from; empty for the defaults
     */
    record Settings(String name, SearchParameters parameters) {
        static final Settings STANDARD = new Settings("", SearchParameters.STANDARD);
    }

    static Way without(String name) {
        return new Way(name, 0, Parts.ALL, Settings.STANDARD);
    }

    /** The settings, with everything frozen that one of them or {@link #parts} freezes. */
    SearchParameters parameters() {
        final Set<String> frozen = new HashSet<>(settings.parameters().freeze());
        frozen.addAll(parts.frozen());
        return settings.parameters().toBuilder().freeze(frozen).build();
    }

    boolean isSearch() {
        return calls > 0;
    }

    /** The head of its column, and the name of its runs. */
    String label() {
        final String named = settings.name().isEmpty() ? "" : "-" + settings.name();
        return isSearch() ? strategy + "-" + parts.word() + "-" + calls + named : strategy;
    }
}
