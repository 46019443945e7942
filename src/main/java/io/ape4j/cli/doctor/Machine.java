package io.ape4j.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.model.ApeHome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Java, memory and disk. */
final class Machine {
    private static final int OLDEST_JAVA = 17;
    private static final double BYTES_PER_GIGABYTE = 1e9;
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final long LEAST_HEAP_BYTES = 128_000_000;
    private static final long LITTLE_MEMORY_BYTES = 2_000_000_000L;
    private static final long LITTLE_DISK_BYTES = 2_000_000_000L;
    private static final long LEAST_DISK_BYTES = 100_000_000;

    private final Path home;

    Machine(Surroundings surroundings) {
        this.home = surroundings.home().root();
    }

    Finding java() {
        final String found = Runtime.version().feature() + " (" + System.getProperty("java.vm.name") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + System.getProperty("java.home") + ")";
        return Runtime.version().feature() < OLDEST_JAVA
                ? Finding.problem("java", found, "install Java 17 or newer and set JAVA_HOME to its folder")
                : Finding.ok("java", found);
    }

    List<Finding> memory() {
        final Finding ofJava = heap(Runtime.getRuntime().maxMemory());
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine)) {
            return List.of(ofJava);
        }
        return List.of(ofJava, memory(machine.getTotalMemorySize()));
    }

    static Finding heap(long bytes) {
        final String found = megabytes(bytes) + " for Java";
        return bytes < LEAST_HEAP_BYTES
                ? Finding.problem("memory", found, "give it more with APE_JAVA_OPTS=-Xmx512m")
                : Finding.ok("memory", found);
    }

    static Finding memory(long bytes) {
        final String found = gigabytes(bytes) + " in this machine";
        return bytes < LITTLE_MEMORY_BYTES
                ? Finding.note("memory", found, "take a small model, such as embedded:smollm2-135m")
                : Finding.ok("memory", found);
    }

    /** Writes a file there and takes it away again: permissions alone do not tell. */
    Finding home() {
        try {
            Files.createDirectories(home);
            Files.delete(Files.createTempFile(home, "doctor", ".tmp"));
            return Finding.ok("home", home.toString());
        } catch (IOException e) {
            return Finding.problem(
                    "home",
                    home + " can't be written to (" + e.getClass().getSimpleName() + ")",
                    "mend its permissions, or set " + ApeHome.VARIABLE + " to a folder that you may write to");
        }
    }

    Finding disk() {
        try {
            final Path existing = existing(home.toAbsolutePath());
            return disk(Files.getFileStore(existing).getUsableSpace(), existing);
        } catch (IOException e) {
            return Finding.note("disk", "its free space can't be read: " + e.getMessage(), "");
        }
    }

    static Finding disk(long free, Path at) {
        final String found = gigabytes(free) + " free at " + at;
        if (free < LEAST_DISK_BYTES) {
            return Finding.problem("disk", found, "make room: runs and the cache need some hundred megabytes");
        }
        return free < LITTLE_DISK_BYTES
                ? Finding.note("disk", found, "enough for a search, not for a large model")
                : Finding.ok("disk", found);
    }

    private static Path existing(Path path) {
        final Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f GB", bytes / BYTES_PER_GIGABYTE);
    }

    static String megabytes(long bytes) {
        final double megabytes = bytes / BYTES_PER_MEGABYTE;
        return String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%,.0f MB", megabytes);
    }
}
