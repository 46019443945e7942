package io.ape4j.model.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Forces the entries of a folder to disk: without it a power failure could forget a file's name, not its content. */
public final class FolderSync {
    private static final Set<String> SYSTEMS = Set.of("Linux", "Mac OS X");

    private FolderSync() {}

    /** Forces what was made, renamed or deleted in {@code folder}, where the system opens folders at all. */
    public static void force(Path folder) throws IOException {
        if (!SYSTEMS.contains(System.getProperty("os.name"))) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
