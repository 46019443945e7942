package io.ape4j.run.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.ChildJvm;
import io.ape4j.model.Sample;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 1: {@code kill -9} in the middle of appends. */
class JournalCrashTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void noAcknowledgedRecordIsLostByKillingTheProcess() throws Exception {
        final Path file = folder.resolve(Journal.FILE_NAME);
        final Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildJvm child = ChildJvm.start(Appender.class, file.toString(), "run" + kill)) {
                for (int i = 0; i < 100 + 37 * kill; i++) {
                    acknowledged.add(child.readLine());
                }
                child.kill();
                for (String line = child.readLine(); line.endsWith("."); line = child.readLine()) {
                    acknowledged.add(line);
                }
            }
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(acknowledged)
                    .hasSizeGreaterThan(100 * KILLS)
                    .allSatisfy(
                            text -> assertThat(journal.find(Sample.key(text))).isPresent());
        }
    }

    /** Appends from eight threads and prints each text, ended by a full stop, once its record is acknowledged. */
    static final class Appender {
        private Appender() {}

        public static void main(String[] arguments) {
            final Journal journal = Journal.open(Path.of(arguments[0]));
            for (int t = 0; t < 8; t++) {
                final String prefix = arguments[1] + "/" + t + "/";
                new Thread(() -> {
                            for (int i = 0; ; i++) {
                                final String text = prefix + i + ".";
                                journal.append(Sample.call(text, "answer ".repeat(i % 50)));
                                System.out.println(text);
                            }
                        })
                        .start();
            }
        }
    }
}
