package io.ape4j.model.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes files and folders that only their owner may read, where the file system knows owners. */
public final class PrivateFiles {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private PrivateFiles() {}

    /** Makes an empty file, mode 0600, unless there is one. */
    public static void createFile(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createFile(file, mode(file, FILE));
        } catch (FileAlreadyExistsException anotherWasFaster) {
            // Then it is there, which is all that was wanted.
        }
    }

    /**
     * Opens a file, which is made with mode 0600 if it is to be made.
     *
     * @throws IOException also if it is a symbolic link: who made it may mean another file
     */
    public static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a symbolic link, which is not written through; remove it");
        }
        final Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, mode(file, FILE));
    }

    /**
     * Makes a folder, mode 0700.
     *
     * @throws FileAlreadyExistsException if there is something of that name
     */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, mode(folder, FOLDER));
    }

    /** Makes a folder and its parents, mode 0700, as far as they are missing. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder, FOLDER));
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
