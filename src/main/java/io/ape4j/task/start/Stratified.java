package io.ape4j.task.start;

import io.ape4j.task.InputHash;
import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.start.NewTask.NewExample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spreads examples over the splits so that every answer is in each about by its share. Examples with the same input stay
 * together. It depends on what the examples hold, not on their order.
 */
final class Stratified {
    private final SplitSpec splits = SplitSpec.STANDARD;
    private final Map<Split, Integer> all = new EnumMap<>(Split.class);
    private int placed;

    private record Group(String hash, List<NewExample> examples) {}

    /** The same examples in the same order, each with its split. */
    static List<NewExample> of(List<NewExample> examples) {
        final Map<String, Split> placed = new Stratified().place(examples);
        return examples.stream()
                .map(example -> new NewExample(
                        example.fields(),
                        example.outputs(),
                        Optional.ofNullable(placed.get(hash(example))).map(Split::fileName)))
                .toList();
    }

    private Map<String, Split> place(List<NewExample> examples) {
        final Map<String, Split> places = new HashMap<>();
        for (final List<Group> stratum : strata(examples)) {
            final Map<Split, Integer> counts = new EnumMap<>(Split.class);
            int size = 0;
            for (final Group group : stratum) {
                final int more = group.examples().size();
                size += more;
                placed += more;
                final Split split = neediest(counts, size);
                counts.merge(split, more, Integer::sum);
                all.merge(split, more, Integer::sum);
                places.put(group.hash(), split);
            }
        }
        return places;
    }

    /** Groups of one input by their answer, the rarest answer first, in an order that the inputs decide. */
    private static Collection<List<Group>> strata(List<NewExample> examples) {
        final Map<String, Group> groups = new LinkedHashMap<>();
        for (final NewExample example : examples) {
            groups.computeIfAbsent(hash(example), hash -> new Group(hash, new ArrayList<>()))
                    .examples()
                    .add(example);
        }
        final Map<String, List<Group>> strata = new HashMap<>();
        groups.values().stream()
                .sorted(Comparator.comparing(Group::hash))
                .forEach(group -> strata.computeIfAbsent(
                                group.examples().get(0).outputs().get(0), answer -> new ArrayList<>())
                        .add(group));
        return strata.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<Group>> entry) ->
                                entry.getValue().size())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The split that is furthest behind its share of this answer; among equals, of all examples. */
    private Split neediest(Map<Split, Integer> counts, int size) {
        Split best = Split.TEST;
        double most = Double.NEGATIVE_INFINITY;
        for (final Split split : List.of(Split.TEST, Split.SELECT, Split.PROPOSE)) {
            final double behind = splits.share(split) * size - counts.getOrDefault(split, 0);
            final double behindInAll = splits.share(split) * placed - all.getOrDefault(split, 0);
            final double need = behind + behindInAll / (placed + 1.0);
            if (need > most) {
                best = split;
                most = need;
            }
        }
        return best;
    }

    private static String hash(NewExample example) {
        return InputHash.of(example.fields().values()).hex();
    }
}
