package io.ape4j.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A copy of the launcher in a folder of its own, with a {@code mvn} that "builds" {@link LauncherProbe} at once and
 * counts how often it was called. The PATH holds only the tools named here, so that no other Maven or Java is found.
 */
final class LauncherHome {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cp",
            "dirname",
            "find",
            "grep",
            "head",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "tail",
            "touch");

    private final Path root;
    private final Path folder;
    private final Path bin;

    /** What one call of the launcher gave. */
    record Ended(int exitCode, String out, String err) {}

    LauncherHome(final Path root) throws IOException {
        this.root = root;
        // A space and a bracket: what an unquoted variable or a pattern would trip over.
        this.folder = Files.createDirectories(root.resolve("a home [1]"));
        this.bin = Files.createDirectory(root.resolve("bin"));
        Files.copy(Path.of("ape"), folder.resolve("ape"), StandardCopyOption.COPY_ATTRIBUTES);
        for (final String tool : TOOLS) {
            writeProgram(bin.resolve(tool), "exec " + find(tool) + " \"$@\"");
        }
    }

    LauncherHome withSources() throws IOException {
        Files.createDirectories(folder.resolve("src/main"));
        Files.createDirectories(folder.resolve("docs/schema"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.writeString(source(), "class Source {}");
        return this;
    }

    /** The script runs in place of Maven, after its call was counted. */
    LauncherHome withMaven(final String script) throws IOException {
        writeProgram(bin.resolve("mvn"), "echo called >>'" + root + "/calls'\n" + script);
        return this;
    }

    LauncherHome withWorkingMaven() throws IOException {
        writeProbeJar(root.resolve("probe.jar"));
        return withMaven("mkdir -p '" + folder + "/target/ape/build'\ncp '" + root + "/probe.jar' '" + folder
                + "/target/ape/build/ape4j-1-all.jar'");
    }

    Path folder() {
        return folder;
    }

    Path source() {
        return folder.resolve("src/main/Source.java");
    }

    Path lock() {
        return folder.resolve("target/ape.lock");
    }

    void changeSource() throws IOException {
        Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plus(Duration.ofSeconds(5))));
    }

    long builds() throws IOException {
        final Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    Ended run(final String... args) throws IOException, InterruptedException {
        return end(start(folder.resolve("ape"), root, Map.of(), args));
    }

    Process start(final Path launcher, final Path from, final Map<String, String> environment, final String... args)
            throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(args));
        builder.directory(from.toFile());
        builder.environment().remove("OMP_WAIT_POLICY");
        builder.environment().remove("APE_JAVA_OPTS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Ended end(final Process process) throws IOException, InterruptedException {
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        final String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end: " + out + err);
        }
        return new Ended(process.exitValue(), out, err);
    }

    static void writeProbeJar(final Path jar) throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LauncherProbe.class.getName());
        final String entry = LauncherProbe.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = LauncherHome.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(bytes, entry).transferTo(out);
            out.closeEntry();
        }
    }

    static void writeProgram(final Path file, final String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(final String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is neither in /usr/bin nor in /bin"));
    }
}
