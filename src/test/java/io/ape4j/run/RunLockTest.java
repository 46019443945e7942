package io.ape4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 4. */
class RunLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondProcessIsRefusedAndToldTheFirstOnesPid() throws Exception {
        try (ChildJvm first = ChildJvm.start(Holder.class, folder.toString())) {
            assertThat(first.readLine()).isEqualTo("locked");

            assertThatThrownBy(() -> RunLock.acquire(folder))
                    .isInstanceOfSatisfying(
                            RunLock.Held.class, held -> assertThat(held.pid()).isEqualTo(first.pid()))
                    .hasMessageContaining("process " + first.pid())
                    .hasMessageContaining(folder.toString());

            first.kill();
            RunLock.acquire(folder).close();
        }
    }

    @Test
    void oneProcessHasItOnlyOnce() {
        try (RunLock first = RunLock.acquire(folder)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.acquire(folder))
                    .isInstanceOf(RunLock.Held.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }

        RunLock.acquire(folder).close();
    }

    /** Takes the lock and holds it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            final RunLock lock = RunLock.acquire(Path.of(arguments[0]));
            System.out.println("locked");
            // Ends when the parent closes the pipe or kills it.
            System.in.transferTo(OutputStream.nullOutputStream());
            lock.close();
        }
    }
}
