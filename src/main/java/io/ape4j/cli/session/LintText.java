package io.ape4j.cli.session;

import io.ape4j.score.lint.Finding;
import java.util.Collection;
import java.util.List;
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

    /** One finding a line. */
    public static String lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
