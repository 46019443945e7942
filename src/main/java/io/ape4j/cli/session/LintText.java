package io.ape4j.cli.session;

import io.ape4j.score.lint.Finding;
import io.ape4j.task.text.Shown;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What lint found, as lines. */
public final class LintText {
    private LintText() {}

    /** The errors that nobody allowed. */
    public static List<Finding> errors(List<Finding> findings, Collection<String> allowed) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR && !allowed.contains(finding.code()))
                .toList();
    }

    /** That there are warnings, and of what, in one line; empty if there are none. Who wants more asks lint. */
    public static Optional<String> warnings(List<Finding> findings, Path task) {
        final List<String> codes = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Finding::code)
                .distinct()
                .toList();
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of("warning: " + String.join(", ", codes) + "; see: ape lint " + Shown.argument(task));
    }

    /** One finding a line. */
    public static String lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
