package io.ape4j.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the runnable jar is made of, as Maven resolved it in this build (dependency:list in pom.xml). */
final class RuntimeDependencies {
    private static final Path RESOLVED = Path.of("target/runtime-dependencies.txt");

    /** A line is group:artifact:type:version:scope. */
    private static final Pattern LINE = Pattern.compile("^\\s+([\\w.-]+:[\\w.-]+):jar:([\\w.-]+):\\w+");

    private RuntimeDependencies() {}

    /** Each {@code group:artifact} with its version. */
    static Map<String, String> versions() throws IOException {
        final Map<String, String> versions = new TreeMap<>();
        for (final String line : Files.readAllLines(RESOLVED)) {
            final Matcher match = LINE.matcher(line);
            if (match.find()) {
                versions.put(match.group(1), match.group(2));
            }
        }
        if (versions.isEmpty()) {
            throw new IllegalStateException(RESOLVED + " lists nothing; build with mvn test or verify");
        }
        return versions;
    }
}
