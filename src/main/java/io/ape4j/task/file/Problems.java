package io.ape4j.task.file;

import io.ape4j.task.text.Location;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong, so that it is told in one go. It takes {@link #MAX_PROBLEMS} and then is full. */
public final class Problems {
    /** Nobody reads more at once; and a file of a million bad lines must not fill the memory. */
    public static final int MAX_PROBLEMS = 100;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<Path> spoiled = new HashSet<>();

    public void add(Path path, Location location, String message) {
        if (!isFull()) {
            problems.add(Problem.at(path, location, message));
        }
    }

    public void add(Path path, TextFault fault) {
        if (fault.isOfWholeFile() && !spoiled.add(path)) {
            return;
        }
        add(path, fault.location(), String.valueOf(fault.getMessage()));
    }

    /** The file can't be read at all. */
    public void add(Path path, IOException e) {
        add(
                path,
                Location.NONE,
                "the file can't be read (" + e.getClass().getSimpleName() + ": "
                        + Shown.sentence(String.valueOf(e.getMessage())) + "); check that it may be read");
    }

    void addAll(Problems others) {
        others.problems.forEach(problem -> {
            if (!isFull()) {
                problems.add(problem);
            }
        });
    }

    public boolean isFull() {
        return problems.size() >= MAX_PROBLEMS;
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /**
     * Ends reading if anything was wrong.
     *
     * @throws InvalidFileException with all problems, file by file in the order in which the files were read, and
     *     within a file by place
     */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw asException();
        }
    }

    /** What {@link #throwIfAny} throws; there must be a problem. */
    InvalidFileException asException() {
        final List<Path> files = problems.stream().map(Problem::path).distinct().collect(Collectors.toList());
        return new InvalidFileException(problems.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> files.indexOf(problem.path()))
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList());
    }
}
