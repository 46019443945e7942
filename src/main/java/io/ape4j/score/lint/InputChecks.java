package io.ape4j.score.lint;

import io.ape4j.task.Example;
import io.ape4j.task.InputHash;
import io.ape4j.task.ReservedNames;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Leaks, duplicates and contradictions among the inputs. Inputs are the same if they are so once normalised. */
final class InputChecks {
    private final Task task;
    private final Collection<List<Example>> groups;

    InputChecks(Task task) {
        this.task = task;
        final Map<InputHash, List<Example>> byInput = new LinkedHashMap<>();
        for (final Example example : task.examples()) {
            byInput.computeIfAbsent(InputHash.of(example.fields().values()), hash -> new ArrayList<>())
                    .add(example);
        }
        byInput.values().removeIf(group -> group.size() == 1);
        this.groups = byInput.values();
    }

    List<Finding> findings() {
        final List<Finding> findings = new ArrayList<>();
        leaks().ifPresent(findings::add);
        duplicates().ifPresent(findings::add);
        conflicts().ifPresent(findings::add);
        for (final String field : task.about().fields()) {
            ReservedNames.check(field)
                    .ifPresent(why -> findings.add(
                            Finding.error("field-name", "The field " + Shown.quoted(field) + ": " + why + ".")));
        }
        return findings;
    }

    private Optional<Finding> leaks() {
        final List<List<Example>> leaking =
                groups.stream().filter(group -> splits(group).size() > 1).toList();
        if (leaking.isEmpty()) {
            return Optional.empty();
        }
        final List<Example> first = leaking.get(0);
        final String where = splits(first).stream().map(Split::fileName).collect(Collectors.joining(" and "));
        return Optional.of(Finding.error(
                "leak",
                Count.of(leaking.size(), "input") + " in more than one split, e.g. " + input(first.get(0)) + " in "
                        + where + ". Keep each in one split, or drop the split column: the hash keeps them together."));
    }

    private Optional<Finding> duplicates() {
        final int repeated = groups.stream().mapToInt(group -> group.size() - 1).sum();
        if (repeated == 0) {
            return Optional.empty();
        }
        final List<Example> first = groups.iterator().next();
        return Optional.of(Finding.warning(
                "duplicate",
                Count.of(repeated, "example") + " of " + task.examples().size()
                        + " with an input that stands there before, e.g. " + input(first.get(0))
                        + ". Each counts again; keep one of a kind, with all right answers in outputs."));
    }

    private Optional<Finding> conflicts() {
        final List<List<Example>> conflicting =
                groups.stream().filter(InputChecks::contradictsItself).toList();
        if (conflicting.isEmpty()) {
            return Optional.empty();
        }
        final List<Example> first = conflicting.get(0);
        final String answers = first.stream()
                .map(example -> Shown.quoted(example.reference()))
                .distinct()
                .limit(3)
                .collect(Collectors.joining(" and "));
        return Optional.of(Finding.warning(
                "conflict",
                Count.of(conflicting.size(), "input") + " with references that exclude each other, e.g. "
                        + input(first.get(0)) + " with " + answers
                        + ". No prompt gets both right; correct one, or put both into the outputs of one example."));
    }

    private static boolean contradictsItself(List<Example> group) {
        for (int i = 1; i < group.size(); i++) {
            if (Collections.disjoint(group.get(0).references(), group.get(i).references())) {
                return true;
            }
        }
        return false;
    }

    private static SortedSet<Split> splits(List<Example> group) {
        return group.stream().map(Example::split).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String input(Example example) {
        return Shown.quoted(String.join(" | ", example.fields().values()));
    }
}
