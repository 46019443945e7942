package io.ape4j.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/**
 * The layout of Maven and Gradle, which take texts from {@code src/main/resources} and programs from {@code
 * src/main/java}: where the program goes whose texts are exported into one of these folders.
 *
 * @param folder beside the texts as the class path has them: the same package
 * @param packageName empty for the unnamed one
 */
record BuildLayout(Path folder, String packageName) {
    private static final String RESOURCES = "resources";

    /** Empty outside that layout, and where the folders' names can't be a package's. */
    static Optional<BuildLayout> of(Path texts) {
        final Path path = texts.toAbsolutePath().normalize();
        for (int i = path.getNameCount() - 1; i >= 2; i--) {
            if (path.getName(i).toString().equals(RESOURCES)
                    && path.getName(i - 2).toString().equals("src")) {
                return in(path, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<BuildLayout> in(Path path, int resources) {
        final List<String> names = new ArrayList<>();
        path.subpath(resources, path.getNameCount()).forEach(name -> names.add(name.toString()));
        names.remove(0);
        final String packageName = String.join(".", names);
        if (!names.isEmpty() && !SourceVersion.isName(packageName)) {
            return Optional.empty();
        }
        Path folder = path;
        for (int i = path.getNameCount(); i > resources + 1; i--) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        folder = folder.resolveSibling("java");
        for (final String name : names) {
            folder = folder.resolve(name);
        }
        return Optional.of(new BuildLayout(folder, packageName));
    }

    /** The program in its package. */
    String source(String text) {
        return packageName.isEmpty() ? text : "package " + packageName + ";\n\n" + text;
    }
}
