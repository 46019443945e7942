package io.ape4j.task.file;

import java.util.List;
import java.util.stream.Collectors;

/** A file that the user wrote is wrong and has to be corrected; carries everything that is wrong with it. */
public final class InvalidFileException extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidFileException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an invalid file needs a problem");
        }
        final String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() < Problems.MAX_PROBLEMS
                ? lines
                : lines + "\nThese are the first " + Problems.MAX_PROBLEMS + "; there may be more.";
    }
}
