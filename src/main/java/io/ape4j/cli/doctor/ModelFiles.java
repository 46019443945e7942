package io.ape4j.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.ape4j.Models;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.catalog.CatalogModel;
import io.ape4j.model.catalog.Checksums;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.PullListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of models that run in this process. */
final class ModelFiles {
    private final Surroundings surroundings;
    private final boolean offline;
    private final ModelStore store;

    ModelFiles(Surroundings surroundings, boolean offline) {
        this.surroundings = surroundings;
        this.offline = offline;
        this.store = new ModelStore(surroundings.home(), offline, surroundings.environment());
    }

    List<Finding> look(ModelSpec model) {
        try (Models models =
                new Models(surroundings.environment(), surroundings.directory(), offline, PullListener.NONE)) {
            models.check(model);
            final Path file = model.file().map(surroundings::resolve).orElseGet(() -> store.path(model.name()));
            return Files.exists(file) ? present(model, file) : List.of(missing(model));
        } catch (ModelException.Rejected e) {
            return List.of(Finding.problem("model", model + ": " + e.getMessage(), ""));
        }
    }

    private Finding missing(ModelSpec model) {
        final CatalogModel known = store.catalog().get(model.name());
        return Finding.note(
                "model",
                model + " is not here yet (" + Machine.megabytes(known.bytes()) + ")",
                "the first search fetches it; or fetch it now: ape model pull " + model.name());
    }

    private List<Finding> present(ModelSpec model, Path file) {
        final List<Finding> findings = new ArrayList<>();
        findings.add(checksum(model, file));
        memory(model, file).ifPresent(findings::add);
        return findings;
    }

    private Finding checksum(ModelSpec model, Path file) {
        final String here = new Checksums(surroundings.home()).sha256(file);
        final Optional<CatalogModel> known =
                model.file().isPresent() ? Optional.empty() : store.catalog().find(model.name());
        if (known.isPresent() && !known.get().sha256().equals(here)) {
            return Finding.problem(
                    "model",
                    model + " at " + file + " has another checksum than the catalogue says",
                    "remove the file, and fetch it again: ape model pull " + model.name());
        }
        return Finding.ok(
                "model",
                model + ", " + Machine.megabytes(size(file)) + ", "
                        + (known.isPresent() ? "checksum as in the catalogue" : "SHA-256 " + here));
    }

    private static Optional<Finding> memory(ModelSpec model, Path file) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                        && machine.getTotalMemorySize() < size(file)
                ? Optional.of(Finding.problem(
                        "model", model + " is larger than this machine's memory", "take a smaller one: ape model list"))
                : Optional.empty();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the size of " + file, e);
        }
    }
}
