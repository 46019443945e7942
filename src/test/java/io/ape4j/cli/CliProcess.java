package io.ape4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program in a process of its own: with that environment and no other, in that folder, with its streams in {@code
 * stdout.txt} and {@code stderr.txt} there, and its temporary files in {@code tmp} there.
 */
final class CliProcess implements AutoCloseable {
    private static final int SECONDS = 120;

    private final Process process;

    private CliProcess(Process process) {
        this.process = process;
    }

    static CliProcess start(Path folder, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return start(List.of(), folder, environment, main, arguments);
    }

    /** Behind a command such as {@code env} that starts another. */
    static CliProcess start(
            List<String> before, Path folder, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        final List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout.txt").toFile())
                .redirectError(folder.resolve("stderr.txt").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return new CliProcess(builder.start());
    }

    long pid() {
        return process.pid();
    }

    int waitFor() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + SECONDS + " s");
        }
        return process.exitValue();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    /** What the list of processes shows of it and of all that it started. */
    Set<String> commandLines() {
        final Set<String> lines = new TreeSet<>();
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(handle -> {
            try {
                lines.add(Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                        .replace('\0', ' '));
            } catch (IOException e) {
                // It has ended meanwhile, or this system has no such files.
                handle.info().commandLine().ifPresent(lines::add);
            }
        });
        return lines;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
