package io.ape4j.model.embedded.llama;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded engine needs to know of a machine before any native code is loaded.
 *
 * @param os {@code linux}, {@code mac}, {@code windows} or another name in lower case
 * @param architecture {@code x86_64}, {@code aarch64} or another name
 * @param cpuFeatures of x86_64 processors, as Linux names them; empty if they could not be read
 * @param glibc version such as {@code 2.36}; empty on Linux without glibc, and elsewhere
 * @param missingLibraries system libraries that could not be opened
 */
public record Host(
        String os,
        String architecture,
        Set<String> cpuFeatures,
        Optional<String> glibc,
        List<String> missingLibraries) {
    private static final List<String> NEEDED_FEATURES = List.of("avx2", "fma", "f16c", "bmi2");
    private static final List<String> NEEDED_LIBRARIES = List.of("libgomp.so.1", "libstdc++.so.6");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String OTHER_WAYS =
            "run the model with Ollama (--model ollama:NAME) or llama-server (--model openai:NAME and OPENAI_BASE_URL)";

    public Host {
        cpuFeatures = Set.copyOf(cpuFeatures);
        missingLibraries = List.copyOf(missingLibraries);
    }

    /** This machine. */
    public static Host current() {
        final String os = Platform.isMac()
                ? "mac"
                : Platform.isWindows()
                        ? "windows"
                        : Platform.isLinux() && !Platform.isAndroid()
                                ? "linux"
                                : System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
        final String architecture = Platform.ARCH.equals("x86-64") ? "x86_64" : Platform.ARCH;
        return new Host(
                os,
                architecture,
                features(os, architecture),
                os.equals("linux") ? glibcVersion() : Optional.empty(),
                os.equals("linux") ? missing() : List.of());
    }

    /** Folder of the library for this machine inside the jar. */
    String resourceFolder() {
        return (os.equals("mac") ? "Mac/" : "Linux/") + architecture;
    }

    String libraryName() {
        return os.equals("mac") ? "libjllama.dylib" : "libjllama.so";
    }

    /** The first thing that stands in the way, with what to do about it. */
    public Optional<String> problem() {
        if (os.equals("windows")) {
            return Optional.of("the embedded engine does not exist for Windows; " + OTHER_WAYS);
        }
        if (!Set.of("linux", "mac").contains(os) || !Set.of("x86_64", "aarch64").contains(architecture)) {
            return Optional.of("the embedded engine exists for Linux and macOS on x86_64 and aarch64, not for " + os
                    + " on " + architecture + "; " + OTHER_WAYS);
        }
        final List<String> lacking = NEEDED_FEATURES.stream()
                .filter(feature -> !cpuFeatures.contains(feature))
                .toList();
        if (architecture.equals("x86_64") && !lacking.isEmpty()) {
            return Optional.of("the embedded engine needs a processor with AVX2, FMA, F16C and BMI2; this one lacks "
                    + String.join(", ", lacking).toUpperCase(Locale.ROOT)
                    + " (a virtual machine may hide them: choose the host's processor type); otherwise " + OTHER_WAYS);
        }
        return os.equals("linux") ? linuxProblem() : Optional.empty();
    }

    private Optional<String> linuxProblem() {
        if (glibc.isEmpty()) {
            return Optional.of(
                    "the embedded engine needs glibc, and this system has another C library (Alpine's musl?);"
                            + " use an image based on Debian, Ubuntu or Fedora, or " + OTHER_WAYS);
        }
        final String needed = architecture.equals("x86_64") ? "2.17" : "2.27";
        if (compareVersions(glibc.get(), needed) < 0) {
            return Optional.of("the embedded engine needs glibc " + needed + " or newer, and this system has "
                    + glibc.get() + "; use a newer distribution, or " + OTHER_WAYS);
        }
        return missingLibraries.stream().findFirst().map(Host::howToInstall);
    }

    private static String howToInstall(String library) {
        final String debian = library.startsWith("libgomp") ? "libgomp1" : "libstdc++6";
        final String fedora = library.startsWith("libgomp") ? "libgomp" : "libstdc++";
        return "the embedded engine needs " + library + ", which can't be loaded; install it: \"apt-get install "
                + debian + "\" (Debian, Ubuntu) or \"dnf install " + fedora + "\" (Fedora, Red Hat)";
    }

    static int compareVersions(String left, String right) {
        return Arrays.compare(numbers(left), numbers(right));
    }

    private static int[] numbers(String version) {
        return DOT.splitAsStream(version)
                .map(part -> part.replaceAll("\\D.*", ""))
                .mapToInt(part -> part.isEmpty() ? 0 : Integer.parseInt(part))
                .toArray();
    }

    private static Set<String> features(String os, String architecture) {
        if (!architecture.equals("x86_64")) {
            return Set.of();
        }
        return os.equals("mac") ? macFeatures() : linuxFeatures(Path.of("/proc/cpuinfo"));
    }

    static Set<String> linuxFeatures(Path cpuinfo) {
        try (var lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
                    .orElse(Set.of());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Set<String> macFeatures() {
        final Set<String> found = new TreeSet<>();
        for (final String feature : NEEDED_FEATURES) {
            final String key = "hw.optional." + (feature.equals("avx2") ? "avx2_0" : feature);
            final IntByReference value = new IntByReference();
            final int code = NativeLibrary.getProcess()
                    .getFunction("sysctlbyname")
                    .invokeInt(new Object[] {key, value, new LongByReference(Integer.BYTES), null, 0L});
            if (code == 0 && value.getValue() == 1) {
                found.add(feature);
            }
        }
        return found;
    }

    private static Optional<String> glibcVersion() {
        try {
            final Function version = NativeLibrary.getProcess().getFunction("gnu_get_libc_version");
            return Optional.of(version.invokeString(new Object[0], false));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }

    private static List<String> missing() {
        final List<String> missing = new ArrayList<>();
        for (final String library : NEEDED_LIBRARIES) {
            if (open(library) == null) {
                missing.add(library);
            }
        }
        return missing;
    }

    private static @Nullable NativeLibrary open(String library) {
        try {
            return NativeLibrary.getInstance(library);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }
}
