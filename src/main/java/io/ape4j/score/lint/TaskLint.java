package io.ape4j.score.lint;

import io.ape4j.score.Metric;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks at a task without asking any model: at what leaks from split to split, at references and labels, and at what
 * trivial answers score. Checks of the metric are left out where it asks a judge.
 */
public final class TaskLint {
    private TaskLint() {}

    /** All findings, errors first, then by code. */
    public static List<Finding> check(Task task, Metric metric) {
        final List<Finding> findings = new ArrayList<>();
        findings.addAll(new InputChecks(task).findings());
        findings.addAll(new SizeChecks(task).findings());
        findings.addAll(new ReferenceChecks(task).findings());
        findings.addAll(new LabelChecks(task).findings());
        findings.addAll(new MetricChecks(task, metric).findings());
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::code));
        return List.copyOf(findings);
    }
}
