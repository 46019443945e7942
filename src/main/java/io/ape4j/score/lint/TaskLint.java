package io.ape4j.score.lint;

import io.ape4j.score.Metric;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Looks at a task without asking any model: at what leaks from split to split, at references and labels, and at what
 * trivial answers score. Checks of the metric are left out where it asks a judge.
 */
public final class TaskLint {
    private TaskLint() {}

    /** All findings, errors first, then by code. */
    public static List<Finding> check(Task task, Metric metric) {
        return check(task, metric, OptionalDouble.empty());
    }

    /**
     * All findings, errors first, then by code.
     *
     * @param baseline what the user's prompt scores, where that is known: is there anything left to gain?
     */
    public static List<Finding> check(Task task, Metric metric, OptionalDouble baseline) {
        final Headroom headroom = new Headroom(task, metric.isBinary());
        final List<Finding> findings = new ArrayList<>();
        findings.addAll(new InputChecks(task).findings());
        findings.addAll(new NearChecks(task).findings());
        findings.addAll(new WrittenChecks(task).findings());
        findings.addAll(new SizeChecks(task, headroom).findings());
        findings.addAll(new ReferenceChecks(task).findings());
        findings.addAll(new LabelChecks(task).findings());
        findings.addAll(new MetricChecks(task, metric, headroom).findings());
        baseline.ifPresent(score -> headroom.above("Your prompt scores " + Count.score(score), score)
                .ifPresent(findings::add));
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::code));
        return List.copyOf(findings);
    }
}
