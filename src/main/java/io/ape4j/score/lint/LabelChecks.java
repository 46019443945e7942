package io.ape4j.score.lint;

import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether every label of a closed set is in every split, about as often as in the whole task. */
final class LabelChecks {
    private static final int MOST_NAMED = 5;
    /** Below this, chance alone often makes much of a difference. */
    private static final double ENOUGH_TO_COMPARE = 4;

    private static final double UNEVEN = 3;
    private static final String SPREAD = " Give every example a \"split\" that spreads each label, as"
            + " \"ape init NEW --from FILE --stratify\" does.";

    private final Task task;
    private final Map<String, Map<Split, Integer>> counts = new LinkedHashMap<>();
    private final Map<Split, Integer> sizes = new EnumMap<>(Split.class);

    LabelChecks(Task task) {
        this.task = task;
        task.output().labels().forEach(label -> counts.put(label, new EnumMap<>(Split.class)));
        for (final Example example : task.examples()) {
            sizes.merge(example.split(), 1, Integer::sum);
            final Map<Split, Integer> ofLabel = counts.get(example.reference());
            if (ofLabel != null) {
                ofLabel.merge(example.split(), 1, Integer::sum);
            }
        }
        counts.values().removeIf(Map::isEmpty);
    }

    List<Finding> findings() {
        final List<Finding> findings = new ArrayList<>();
        missing().ifPresent(findings::add);
        uneven().ifPresent(findings::add);
        return findings;
    }

    /** A split without examples at all is another finding, and one that is smaller than the set can't hold it. */
    private Optional<Finding> missing() {
        final List<String> missing = new ArrayList<>();
        for (final Split split : Split.values()) {
            final boolean hasRoom = size(split) >= counts.size();
            for (final String label : counts.keySet()) {
                if (hasRoom && count(label, split) == 0) {
                    missing.add(Shown.quoted(label) + " in " + split.fileName());
                }
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "label-missing",
                        "No example of " + named(missing) + ": what a prompt does there is not seen." + SPREAD));
    }

    private Optional<Finding> uneven() {
        final List<String> uneven = new ArrayList<>();
        for (final String label : counts.keySet()) {
            final int all = counts.get(label).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            for (final Split split : Split.values()) {
                final double expected =
                        (double) all * size(split) / task.examples().size();
                final int count = count(label, split);
                if (expected >= ENOUGH_TO_COMPARE
                        && count > 0
                        && (count > UNEVEN * expected || count < expected / UNEVEN)) {
                    uneven.add(Shown.quoted(label) + " " + Count.of(count, "time") + " in " + split.fileName()
                            + ", where its share would be " + Math.round(expected));
                }
            }
        }
        return uneven.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "label-uneven", named(uneven) + ": the splits measure different things." + SPREAD));
    }

    private int count(String label, Split split) {
        return counts.getOrDefault(label, Map.of()).getOrDefault(split, 0);
    }

    private int size(Split split) {
        return sizes.getOrDefault(split, 0);
    }

    private static String named(List<String> cases) {
        final String list = String.join(", ", cases.subList(0, Math.min(MOST_NAMED, cases.size())));
        return cases.size() > MOST_NAMED ? list + ", ..." : list;
    }
}
