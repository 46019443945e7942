package io.ape4j.cli.doctor;

import io.ape4j.model.store.sqlite.CacheUpkeep;
import io.ape4j.model.store.sqlite.CacheUpkeep.Stats;
import io.ape4j.model.store.sqlite.CacheUpkeep.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The file of answers that all runs share. */
final class CacheFile {
    private static final long MOST_BYTES_READ = 500_000_000;

    private final Path file;

    CacheFile(Path file) {
        this.file = file;
    }

    Finding look() {
        if (!Files.exists(file)) {
            return Finding.ok("cache", "none yet at " + file + "; the first search makes it");
        }
        try (CacheUpkeep cache = CacheUpkeep.open(file)) {
            final Stats stats = cache.stats();
            final String found =
                    String.format(Locale.ROOT, "%,d answers, %s", stats.entries(), Machine.megabytes(stats.bytes()));
            if (stats.bytes() > MOST_BYTES_READ) {
                return Finding.note("cache", found + ", not read through", "ape cache verify reads all of it");
            }
            final Verification verified = cache.verify(false);
            return verified.isWhole()
                    ? Finding.ok("cache", found + ", all whole")
                    : Finding.problem("cache", found + ", " + damage(verified), "ape cache verify --repair");
        } catch (RuntimeException e) {
            return Finding.problem(
                    "cache",
                    file + " can't be opened: " + e.getMessage(),
                    "move it away (no run needs it), or search with --cache off");
        }
    }

    private static String damage(Verification verified) {
        return verified.fileDamage().orElseGet(() -> verified.damaged() + " damaged");
    }
}
