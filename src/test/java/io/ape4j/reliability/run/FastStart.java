package io.ape4j.reliability.run;

import io.ape4j.cli.Main;
import io.ape4j.cli.ParityTask;
import io.ape4j.model.hosted.StubServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sqlite.JDBC;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * How to start the built classes in half a second instead of two: from a jar, with their parsed form in an archive that
 * the first start writes (class data sharing). The archive holds what this build made a moment ago, and no answer.
 */
final class FastStart {
    private static final List<String> COMMAND = prepared();

    private FastStart() {}

    /** The command of the program, which its arguments follow. */
    static List<String> command() {
        return COMMAND;
    }

    private static List<String> prepared() {
        try {
            final Path folder = Files.createTempDirectory("ape4j-start");
            folder.toFile().deleteOnExit();
            final Path archive = folder.resolve("classes.jsa");
            final Path sqlite = sqliteLibrary(folder);
            final List<String> options = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Xshare:auto",
                    "-Dorg.sqlite.lib.path=" + sqlite.getParent(),
                    "-Dorg.sqlite.lib.name=" + sqlite.getFileName()));
            final List<String> program = List.of("-cp", classPath(jar(folder)), Main.class.getName());
            train(folder, with(options, "-XX:ArchiveClassesAtExit=" + archive, program));
            for (final Path file : List.of(archive, sqlite, folder.resolve("ape4j.jar"))) {
                file.toFile().deleteOnExit();
            }
            return with(options, "-XX:SharedArchiveFile=" + archive, program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(List<String> options, String option, List<String> program) {
        final List<String> command = new ArrayList<>(options);
        command.add(option);
        command.addAll(program);
        return command;
    }

    private static void train(Path folder, List<String> program) throws IOException {
        final Path directory = Files.createTempDirectory(folder, "train");
        final SmallSearch search = SmallSearch.write(directory, "evolution");
        final List<String> command = new ArrayList<>(program);
        command.addAll(List.of("search", SmallSearch.NAME + ".yaml", "--json"));
        try (StubServer server = SmallSearch.server()) {
            final ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(ParityTask.environment(server, search.home()));
            final int code = builder.start().waitFor();
            if (code != 0 && code != 3) {
                throw new IOException("the first start ended with " + code);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((first, second) -> second.compareTo(first))
                    .map(Path::toFile)
                    .forEach(File::delete);
        }
    }

    /** No folders: an archive holds classes of jars only. */
    private static String classPath(Path jar) {
        final Set<String> jars = new TreeSet<>();
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.isRegularFile(Path.of(entry))) {
                jars.add(entry);
            }
        }
        return jar + File.pathSeparator + String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path folder) throws IOException {
        final Path jar = folder.resolve("ape4j.jar");
        final Path classes = classes();
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            zip.setLevel(1);
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    /** In a file of its own: the driver would unpack it at each start, which a limit of files would forbid. */
    private static Path sqliteLibrary(Path folder) throws IOException {
        final String name = LibraryLoaderUtil.getNativeLibName();
        final String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        final Path file = folder.resolve(name);
        try (InputStream in = JDBC.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the driver has no " + resource);
            }
            Files.copy(in, file);
        }
        return file;
    }

    private static Path classes() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
