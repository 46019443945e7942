package io.ape4j.task.file;

import io.ape4j.task.ReservedNames;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds a file that a task names, and refuses names that lead out of its folder or mean a device. */
final class TaskPath {
    private TaskPath() {}

    /**
     * The file.
     *
     * @param at where its name stands
     * @throws TextFault if the name is refused or there is no such regular file
     */
    static Path resolve(Path folder, String name, Location at) throws TextFault {
        checkName(name, at);
        final Path file = file(folder, name, at);
        if (!Files.exists(file)) {
            throw new TextFault(at, "there is no file " + Shown.quoted(name) + " in the task folder; correct the name");
        }
        try {
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw refused(name, at, "a link leads out of the task folder");
            }
        } catch (IOException e) {
            throw new TextFault(
                    at,
                    Shown.quoted(name) + " can't be followed (" + e.getClass().getSimpleName() + "); check its links");
        }
        if (!Files.isRegularFile(file)) {
            throw refused(name, at, "this is no regular file");
        }
        return file;
    }

    /** Where the system's own encoding has no word for a name, it is no path. */
    private static Path file(Path folder, String name, Location at) throws TextFault {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw refused(name, at, "it can't be a path on this system");
        }
    }

    private static void checkName(String name, Location at) throws TextFault {
        if (name.isBlank()) {
            throw refused(name, at, "the name is empty");
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw refused(name, at, "the name holds a control character");
        }
        if (name.startsWith("/") || name.startsWith("~") || name.contains(":")) {
            throw refused(name, at, "the path is absolute");
        }
        if (name.contains("\\")) {
            throw refused(name, at, "the path holds a backslash; folders are separated by /");
        }
        for (final String segment : name.split("/", -1)) {
            if (segment.equals("..")) {
                throw refused(name, at, "the path leaves the task folder");
            }
            if (ReservedNames.isDevice(segment)) {
                throw refused(name, at, Shown.quoted(segment) + " is a device on Windows");
            }
        }
    }

    private static TextFault refused(String name, Location at, String why) {
        return new TextFault(
                at,
                Shown.quoted(name) + " is refused: " + why
                        + "; name a file inside the task folder, e.g. examples.jsonl");
    }
}
