package io.ape4j.score.lint;

import io.ape4j.task.Example;
import io.ape4j.task.InputHash;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the references are, whatever the metric makes of them. */
final class ReferenceChecks {
    private static final int MOST_NAMED = 5;
    /** From this share of examples on, copying the input is an answer worth warning of. */
    private static final double MANY = 0.1;

    private static final Pattern SPACE = Pattern.compile("(?U)\\s+");

    private final Task task;

    ReferenceChecks(Task task) {
        this.task = task;
    }

    List<Finding> findings() {
        final List<Finding> findings = new ArrayList<>();
        constant().ifPresent(findings::add);
        empty().ifPresent(findings::add);
        equalToInput().ifPresent(findings::add);
        tooLong().ifPresent(findings::add);
        if (!task.output().labels().isEmpty()) {
            outsideLabels().ifPresent(findings::add);
            unusedLabels().ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> constant() {
        final Set<List<String>> distinct = new LinkedHashSet<>();
        task.examples().forEach(example -> distinct.add(example.references()));
        if (task.examples().size() < 2 || distinct.size() > 1) {
            return Optional.empty();
        }
        return Optional.of(Finding.error(
                "constant-output",
                "Every example has the output "
                        + Shown.quoted(task.examples().get(0).reference())
                        + ": a prompt that ignores its input is right. Add examples with other outputs."));
    }

    private Optional<Finding> empty() {
        final List<Example> empty =
                matching(example -> example.references().stream().anyMatch(String::isBlank));
        return empty.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "empty-output",
                        Count.of(empty.size(), "example") + " with an empty output, e.g. " + shown(empty.get(0))
                                + ". If no answer is the right answer, write a word for it, such as none."));
    }

    private Optional<Finding> equalToInput() {
        final List<Example> equal = matching(example -> {
            final List<String> inputs =
                    example.fields().values().stream().map(InputHash::normalise).toList();
            return example.references().stream()
                    .map(InputHash::normalise)
                    .anyMatch(reference -> !reference.isEmpty() && inputs.contains(reference));
        });
        if (equal.isEmpty()) {
            return Optional.empty();
        }
        final String message = Count.of(equal.size(), "example") + " of "
                + task.examples().size() + " with an output that equals its input, e.g. " + shown(equal.get(0))
                + ": a prompt that only copies is right there. Check that this is meant.";
        return Optional.of(
                equal.size() >= MANY * task.examples().size()
                        ? Finding.warning("output-equals-input", message)
                        : Finding.info("output-equals-input", message));
    }

    private Optional<Finding> tooLong() {
        final int limit = task.output().maxTokens();
        final List<Example> tooLong =
                matching(example -> SPACE.split(example.reference().strip(), -1).length > limit);
        return tooLong.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "max-tokens",
                        Count.of(tooLong.size(), "reference") + " of more words than output.maxTokens (" + limit
                                + ") allows tokens, e.g. that of " + shown(tooLong.get(0))
                                + ": a right answer would be cut. Raise output.maxTokens."));
    }

    private Optional<Finding> outsideLabels() {
        final Set<String> outside = new LinkedHashSet<>();
        for (final Example example : task.examples()) {
            outside.addAll(example.references());
        }
        outside.removeAll(task.output().labels());
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.error(
                "labels",
                Count.of(outside.size(), "output") + " not in output.labels: " + named(outside)
                        + ". Correct the examples, add to output.labels, or drop it if answers are open."));
    }

    private Optional<Finding> unusedLabels() {
        final Set<String> unused = new LinkedHashSet<>(task.output().labels());
        task.examples().forEach(example -> example.references().forEach(unused::remove));
        return unused.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.info(
                        "unused-labels",
                        Count.of(unused.size(), "label") + " without an example: " + named(unused)
                                + ". Add examples, or take them out of output.labels."));
    }

    private static String named(Set<String> values) {
        final String list = String.join(
                ", ", values.stream().limit(MOST_NAMED).map(Shown::quoted).toList());
        return values.size() > MOST_NAMED ? list + ", ..." : list;
    }

    private List<Example> matching(Predicate<Example> predicate) {
        return task.examples().stream().filter(predicate).toList();
    }

    private static String shown(Example example) {
        return Shown.quoted(String.join(" | ", example.fields().values()));
    }
}
