package io.ape4j.build;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints the name of every test that did not run, with its reason: Maven's own summary only counts them. */
public final class SkippedTests implements TestExecutionListener {
    /** A set, since Surefire may tell a listener of the same test twice. */
    private final Set<String> lines = Collections.synchronizedSet(new LinkedHashSet<>());

    @Override
    public void executionSkipped(final TestIdentifier test, final String reason) {
        lines.add("Skipped: " + nameOf(test) + " (" + reason + ")");
    }

    @Override
    public void executionFinished(final TestIdentifier test, final TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            final Optional<String> reason = result.getThrowable().map(Throwable::getMessage);
            lines.add("Skipped: " + nameOf(test) + " (" + reason.orElse("assumption failed") + ")");
        }
    }

    @Override
    public void testPlanExecutionFinished(final TestPlan plan) {
        lines.forEach(System.out::println);
        lines.clear();
    }

    private static String nameOf(final TestIdentifier test) {
        final String type = test.getSource()
                .map(source -> {
                    if (source instanceof MethodSource method) {
                        return method.getClassName() + ".";
                    }
                    return source instanceof ClassSource ? "" : source + " ";
                })
                .orElse("");
        return type + test.getLegacyReportingName();
    }
}
