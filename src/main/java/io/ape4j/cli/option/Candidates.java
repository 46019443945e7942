package io.ape4j.cli.option;

import io.ape4j.export.Exports;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Part;
import io.ape4j.search.Strategy;
import io.ape4j.task.Split;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What a shell offers as values of an option, where the option's type does not say. */
public abstract class Candidates implements Iterable<String> {
    private final List<String> values;

    private Candidates(List<String> values) {
        this.values = List.copyOf(values);
    }

    @Override
    public final Iterator<String> iterator() {
        return values.iterator();
    }

    private static List<String> lowerCase(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Ways to search. */
    public static final class Strategies extends Candidates {
        Strategies() {
            super(io.ape4j.search.strategy.Strategies.all().stream()
                    .map(Strategy::strategyName)
                    .toList());
        }
    }

    /** Export formats. */
    public static final class Formats extends Candidates {
        Formats() {
            super(Exports.ids());
        }
    }

    /** How a server scores a given answer. */
    public static final class Scorings extends Candidates {
        Scorings() {
            super(Arrays.stream(ScoringProtocol.values())
                    .map(ScoringProtocol::configName)
                    .toList());
        }
    }

    /** Parts of a prompt. */
    public static final class Parts extends Candidates {
        Parts() {
            super(List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER));
        }
    }

    /** Parts of a task's examples. */
    public static final class Splits extends Candidates {
        Splits() {
            super(lowerCase(Split.values()));
        }
    }

    /** What becomes of answers of earlier runs. */
    public static final class CacheModes extends Candidates {
        CacheModes() {
            super(lowerCase(CacheMode.values()));
        }
    }
}
