package io.ape4j.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of a sample, and a local repository in which this build's jar stands beside everything else. */
final class SampleProject {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final long MOST_SECONDS = 150;

    private final Path folder;
    private final Path repository;

    /** How a process ended. */
    record Ended(int exitCode, String out) {}

    private SampleProject(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    static SampleProject of(String name, Path root) throws IOException {
        final Path folder = root.resolve(name);
        copy(Path.of("src", "it", name), folder);
        return new SampleProject(folder, repository(root.resolve("repository")));
    }

    Path folder() {
        return folder;
    }

    /** Maven, as offline as the build is that runs this test. */
    Ended maven(String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                property("ape.mvn"), "-B", "-q", "-Dmaven.repo.local=" + repository, "-Dspring-boot.run.fork=false"));
        if (property("ape.maven").endsWith("true")) {
            command.add("-o");
        }
        command.addAll(List.of(arguments));
        return run(command);
    }

    Ended java(String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        final Path out = folder.resolve("out.txt");
        final Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("not ended after " + MOST_SECONDS + " s: " + command + "\n"
                    + Files.readString(out, StandardCharsets.UTF_8));
        }
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    /** Links to what the user's repository holds, so that nothing is fetched twice and nothing of ours is left there. */
    private static Path repository(Path ours) throws IOException {
        final Path users = Path.of(property("ape.repository"));
        link(users, ours, "io");
        link(users.resolve("io"), ours.resolve("io"), "ape4j");
        final Path jar = Path.of(property("ape.jar"));
        final Path artifact =
                Files.createDirectories(ours.resolve("io/ape4j/ape4j").resolve(VERSION));
        final String name = "ape4j-" + VERSION;
        Files.copy(jar.resolveSibling(name + ".jar"), artifact.resolve(name + ".jar"));
        Files.copy(Path.of("pom.xml"), artifact.resolve(name + ".pom"));
        return ours;
    }

    private static void link(Path from, Path to, String butFor) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> children = Files.list(from)) {
            for (final Path child : children.toList()) {
                final Path name = Objects.requireNonNull(child.getFileName());
                if (!name.toString().equals(butFor)) {
                    Files.createSymbolicLink(to.resolve(name), child.toAbsolutePath());
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> !file.startsWith(from.resolve("target"))).forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), "run by failsafe");
    }
}
