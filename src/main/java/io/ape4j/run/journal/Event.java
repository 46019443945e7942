package io.ape4j.run.journal;

import io.ape4j.model.ModelException;
import io.ape4j.search.SearchOutcome.Ending;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that the outside decided, at a logical position of the run, so that a replay can decide the same.
 *
 * @param position the number of the request, in request order, before which it happened
 * @param data what else there is to know, by name; holds no clock time
 */
public record Event(Type type, long position, SortedMap<String, String> data) {
    /** Name in {@link #data} of a stop's {@link Reason}. */
    public static final String REASON = "reason";

    private static final String EARLIER = "earlierReadings";
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,100})?");

    /** What happened. */
    public enum Type {
        /** The run ended early; replay ends there, resume passes it. */
        STOP,
        /** The run went on: stops before this are passed. */
        RESUMED,
        /** {@code ape resume} raised a cap. */
        CAP_RAISED,
        /** The run is confirmed and exported. Nothing follows. */
        FINISHED,
        /** The test examples were read. */
        TEST_READ;

        /** The name in the journal, e.g. {@code cap-raised}. */
        public String wireName() {
            return wire(this);
        }

        static Type ofWireName(String name) {
            return ofWire(values(), name);
        }
    }

    /** Why a run stopped early. */
    public enum Reason {
        /** Ctrl-C or SIGTERM. */
        INTERRUPTED,
        /** A model did not answer and all retries are used up. */
        OUTAGE,
        /** The spending ledger had no room. */
        SPENDING,
        /** The time limit passed. */
        WALL_CLOCK;

        /** The reason that this failure is. */
        public static Reason of(ModelException cause) {
            if (cause instanceof ModelException.BudgetExhausted) {
                return SPENDING;
            }
            return cause instanceof ModelException.Interrupted ? INTERRUPTED : OUTAGE;
        }

        /** The name in the journal, e.g. {@code wall-clock}. */
        public String wireName() {
            return wire(this);
        }

        /** For people; the same in a live run and its replay. */
        public String words() {
            return switch (this) {
                case INTERRUPTED -> "interrupted";
                case OUTAGE -> "a model did not answer";
                case SPENDING -> Ending.SPENDING_LIMIT.words();
                case WALL_CLOCK -> Ending.TIME_LIMIT.words();
            };
        }
    }

    public Event {
        Objects.requireNonNull(type, "type");
        if (position < 0) {
            throw new IllegalArgumentException("position must be at least 0, was " + position);
        }
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
        check(type, data);
    }

    private static void check(Type type, SortedMap<String, String> data) {
        if (type == Type.STOP) {
            ofWire(Reason.values(), data.getOrDefault(REASON, ""));
        }
        if (type == Type.TEST_READ
                && !WHOLE.matcher(data.getOrDefault(EARLIER, "0")).matches()) {
            throw new IllegalArgumentException("a reading of the test examples must count earlier ones");
        }
        if (type == Type.CAP_RAISED
                && !data.values().stream()
                        .allMatch(value -> NUMBER.matcher(value).matches())) {
            throw new IllegalArgumentException("a raised cap must be a number");
        }
    }

    public static Event stop(long position, Reason reason) {
        return new Event(Type.STOP, position, new TreeMap<>(Map.of(REASON, reason.wireName())));
    }

    /** {@code data}: the new value by the name of the cap. */
    public static Event capRaised(long position, Map<String, String> data) {
        return new Event(Type.CAP_RAISED, position, new TreeMap<>(data));
    }

    public static Event finished(long position) {
        return new Event(Type.FINISHED, position, new TreeMap<>());
    }

    /** {@code earlier}: how many other runs had read them before. */
    public static Event testRead(long position, int earlier) {
        return new Event(Type.TEST_READ, position, new TreeMap<>(Map.of(EARLIER, Integer.toString(earlier))));
    }

    /** The run goes on from where its journal ends. */
    public static Event resumed() {
        return new Event(Type.RESUMED, 0, new TreeMap<>());
    }

    /** How many other runs had read the test examples before this {@link Type#TEST_READ}. */
    public int earlierReadings() {
        return Integer.parseInt(data.getOrDefault(EARLIER, "0"));
    }

    /**
     * Why the run stopped.
     *
     * @throws IllegalStateException if this is no {@link Type#STOP}
     */
    public Reason reason() {
        final String reason = data.get(REASON);
        if (type != Type.STOP || reason == null) {
            throw new IllegalStateException("only a stop has a reason, this is " + type.wireName());
        }
        return ofWire(Reason.values(), reason);
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E ofWire(E[] constants, String name) {
        for (final E constant : constants) {
            if (wire(constant).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "no " + constants[0].getDeclaringClass().getSimpleName() + " \"" + name
                        + "\"; was this journal written by a newer ape4j?");
    }
}
