package io.ape4j.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folder where everything lives that is worth keeping between runs: models, call cache, the native library.
 *
 * @param root absolute; created by whoever writes first
 */
public record ApeHome(Path root) {
    /** Environment variable that names the folder. */
    public static final String VARIABLE = "APE_HOME";

    public ApeHome {
        root = root.toAbsolutePath().normalize();
    }

    /** {@value #VARIABLE} if set, else {@code ape4j} in the user's cache folder. */
    public static ApeHome of(Map<String, String> environment) {
        final String home = environment.getOrDefault("HOME", "");
        final String userHome = Path.of(home).isAbsolute() ? home : System.getProperty("user.home", ".");
        return of(environment, System.getProperty("os.name", ""), Path.of(userHome));
    }

    static ApeHome of(Map<String, String> environment, String osName, Path userHome) {
        final String chosen = environment.getOrDefault(VARIABLE, "");
        if (!chosen.isBlank()) {
            return new ApeHome(Path.of(chosen));
        }
        return new ApeHome(cacheFolder(environment, osName.toLowerCase(Locale.ROOT), userHome)
                .resolve("ape4j"));
    }

    private static Path cacheFolder(Map<String, String> environment, String osName, Path userHome) {
        if (osName.startsWith("mac")) {
            return userHome.resolve("Library").resolve("Caches");
        }
        final String local = environment.getOrDefault("LOCALAPPDATA", "");
        if (osName.startsWith("windows") && !local.isBlank()) {
            return Path.of(local);
        }
        final String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG specification tells programs to ignore a relative path here.
        return Path.of(xdg).isAbsolute() ? Path.of(xdg) : userHome.resolve(".cache");
    }

    /** GGUF files. */
    public Path models() {
        return root.resolve("models");
    }

    /** The shared answers of models. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** The file that holds them. */
    public Path answers() {
        return cache().resolve("answers.db");
    }

    /** The native library of the embedded engine, unpacked. */
    public Path nativeLibraries() {
        return root.resolve("native");
    }

    /** Remembered checksums of large files. */
    public Path checksums() {
        return root.resolve("checksums");
    }
}
