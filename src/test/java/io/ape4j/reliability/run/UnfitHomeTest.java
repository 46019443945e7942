package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.ParityTask;
import io.ape4j.model.embedded.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 3: a home folder that can't hold the engine's library or a model's file. */
@DisabledOnOs(OS.WINDOWS)
class UnfitHomeTest {
    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void write() throws IOException {
        ParityTask.write(directory.resolve("parity"), 30);
        Files.writeString(directory.resolve("mine.txt"), "Say even or odd.");
        home = Files.createDirectories(directory.resolve("home"));
    }

    @Test
    void aFileWhereTheLibraryBelongsIsNamed() throws IOException {
        Files.writeString(home.resolve("native"), "no folder");

        assertThat(refused(List.of(), embedded()))
                .startsWith("ape: can't unpack the native library of the embedded engine into " + home)
                .endsWith("; set APE_HOME to a folder that can be written\n");
    }

    @Test
    void aFolderThatForbidsProgramsIsSaidInAFewWords() throws IOException {
        if (!Signals.mayMount()) {
            return; // nothing else keeps the system from loading a file that was just written
        }
        assertThat(refused(mounted("noexec,size=100m"), embedded()))
                .startsWith("ape: the native library of the embedded engine can't be loaded from " + home)
                .endsWith("set APE_HOME and -Djna.tmpdir to folders that allow them\n")
                .hasSizeLessThan(1000);
    }

    @Test
    void aModelThatHasNoRoomIsNotBegun() throws IOException {
        if (!Signals.mayMount()) {
            return; // ModelStoreTest shows the same of a model that no disk has room for
        }
        assertThat(refused(mounted("size=60m"), List.of("model", "pull", "smollm2-135m")))
                .matches("ape: fetching smollm2-135m\\.gguf needs [0-9]+ MiB in .*, and [0-9]+ MiB are free; free some,"
                        + " or set APE_HOME to a folder on another disk\n");
    }

    private static List<String> embedded() {
        return List.of(
                "eval",
                "parity",
                "--prompt",
                "mine.txt",
                "--model",
                TestModels.smollm().toString());
    }

    private List<String> mounted(String options) {
        return List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o " + options + " none \"$0\" && exec \"$@\"",
                home.toString());
    }

    /** The last line that a command which failed has printed. */
    private String refused(List<String> starter, List<String> arguments) throws IOException {
        try (ApeProcess process =
                ApeProcess.under(starter, directory, Map.of("APE_HOME", home.toString()), arguments)) {
            assertThat(process.waitFor()).as(process.err()).isEqualTo(1);
            final String err = process.err();
            return err.substring(err.indexOf("ape: "));
        }
    }
}
