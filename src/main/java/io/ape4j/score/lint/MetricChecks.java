package io.ape4j.score.lint;

import io.ape4j.model.ModelRole;
import io.ape4j.model.asking.Asking;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricException;
import io.ape4j.score.Score;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the metric makes of references, and of answers that take no thought. */
final class MetricChecks {
    /** A metric may run a program for each answer; this many examples show enough. */
    private static final int MOST_EXAMPLES = 300;

    private static final int MOST_CONSTANTS = 5;
    private static final double NOTABLE = 0.05;
    private static final double MISLEADING_COPY = 0.2;
    private static final double MISLEADING_MAJORITY = 0.8;
    private static final double NEARLY_RIGHT = 0.7;

    private final Task task;
    private final Metric metric;
    private final Headroom headroom;

    MetricChecks(Task task, Metric metric, Headroom headroom) {
        this.task = task;
        this.metric = metric;
        this.headroom = headroom;
    }

    List<Finding> findings() {
        final List<Example> examples = task.examples().stream()
                .sorted(Comparator.comparing(Example::id))
                .limit(MOST_EXAMPLES)
                .toList();
        final List<Finding> findings = new ArrayList<>();
        try {
            if (examples.isEmpty()
                    || score(examples.get(0), examples.get(0).reference()).isEmpty()) {
                return findings;
            }
            ownReference(examples).ifPresent(findings::add);
            emptyAnswer(examples).ifPresent(findings::add);
            final Trivial copy = copy(examples);
            final Trivial constant = constant();
            copiedInput(copy).ifPresent(findings::add);
            majority(constant).ifPresent(findings::add);
            headroom(copy.score() > constant.score() ? copy : constant).ifPresent(findings::add);
        } catch (MetricException e) {
            findings.add(Finding.error(
                    "metric",
                    "The metric fails: " + Shown.sentence(String.valueOf(e.getMessage()))
                            + ". Correct it: nothing can be scored."));
        }
        return findings;
    }

    private Optional<Finding> ownReference(List<Example> examples) {
        int failing = 0;
        String first = "";
        for (final Example example : examples) {
            for (final String reference : example.references()) {
                final double value = value(example, reference);
                if (value < 1 && !reference.isBlank()) {
                    failing++;
                    first = first.isEmpty() ? Shown.quoted(reference) + " scores " + Count.score(value) : first;
                }
            }
        }
        if (failing == 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.error(
                "reference-fails",
                Count.of(failing, "reference") + " would be wrong as an answer, e.g. " + first
                        + ": metric.extract or metric.normalise takes it away, or metric.type does not fit it. "
                        + "Change the metric until each reference scores 1."));
    }

    private Optional<Finding> emptyAnswer(List<Example> examples) {
        final List<Example> accepting = examples.stream()
                .filter(example -> example.references().stream().noneMatch(String::isBlank))
                .filter(example -> value(example, "") > 0)
                .toList();
        if (accepting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.error(
                "empty-answer-scores",
                "An empty answer scores for " + Count.of(accepting.size(), "example") + ", e.g. where "
                        + Shown.quoted(accepting.get(0).reference())
                        + " is expected: metric.normalise leaves nothing of the reference. Drop less."));
    }

    /** An answer that takes no thought, in words, and what it scores. */
    private record Trivial(String prompt, double score) {}

    private Trivial copy(List<Example> examples) {
        Trivial best = new Trivial("", 0);
        for (final String field : task.about().fields()) {
            final double mean = mean(examples, example -> example.fields().getOrDefault(field, ""));
            if (mean > best.score()) {
                best = new Trivial(
                        "A prompt that only repeats the field " + Shown.quoted(field) + " scores " + Count.score(mean),
                        mean);
            }
        }
        return best;
    }

    private static Optional<Finding> copiedInput(Trivial copy) {
        if (copy.score() < NOTABLE) {
            return Optional.empty();
        }
        return Optional.of(
                copy.score() >= MISLEADING_COPY
                        ? Finding.warning(
                                "input-scores",
                                copy.prompt() + ". Take a stricter metric, or judge scores by what they are above"
                                        + " this.")
                        : Finding.info("input-scores", copy.prompt() + ". Judge scores by what they are above this."));
    }

    private Trivial constant() {
        final List<Example> select = task.examples(Split.SELECT);
        Trivial best = new Trivial("", 0);
        for (final String answer : mostFrequent()) {
            final double mean = mean(select, example -> answer);
            if (mean > best.score()) {
                best = new Trivial(
                        "A prompt that always answers " + Shown.quoted(answer) + " scores " + Count.score(mean)
                                + " on select",
                        mean);
            }
        }
        return best;
    }

    private static Optional<Finding> majority(Trivial constant) {
        if (constant.score() < NOTABLE) {
            return Optional.empty();
        }
        return Optional.of(
                constant.score() >= MISLEADING_MAJORITY
                        ? Finding.warning("majority", constant.prompt() + ". Add examples with other outputs.")
                        : Finding.info("majority", constant.prompt() + ". Judge scores by what they are above this."));
    }

    /** Below this share of right answers there is room enough, and how few examples show little is another finding. */
    private Optional<Finding> headroom(Trivial best) {
        return best.score() < NEARLY_RIGHT ? Optional.empty() : headroom.above(best.prompt(), best.score());
    }

    private List<String> mostFrequent() {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        task.examples().forEach(example -> counts.merge(example.reference(), 1, Integer::sum));
        final Stream<Map.Entry<String, Integer>> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
        return byCount.limit(MOST_CONSTANTS).map(Map.Entry::getKey).toList();
    }

    private double mean(List<Example> examples, Function<Example, String> answer) {
        return examples.stream()
                .mapToDouble(example -> value(example, answer.apply(example)))
                .average()
                .orElse(0);
    }

    private double value(Example example, String answer) {
        return score(example, answer).orElse(0);
    }

    /** Empty if the metric would have to ask a judge. */
    private OptionalDouble score(Example example, String answer) {
        return ofProgram(metric.score(example, answer)) instanceof Asking.Done<Score> done
                ? OptionalDouble.of(done.value().value())
                : OptionalDouble.empty();
    }

    /** A program costs nothing and may be asked; it scores at once. */
    private Asking<Score> ofProgram(Asking<Score> asking) {
        if (asking instanceof Asking.Ask<Score> ask && ask.role() == ModelRole.SCORER) {
            return metric.program()
                    .map(program -> ask.next().apply(program.answer(ask.request())))
                    .orElse(asking);
        }
        return asking;
    }
}
