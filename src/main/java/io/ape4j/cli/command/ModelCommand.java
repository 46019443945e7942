package io.ape4j.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.terminal.Inert;
import io.ape4j.cli.terminal.Interruption;
import io.ape4j.cli.terminal.PullProgress;
import io.ape4j.model.catalog.CatalogModel;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.ModelStore.StoredModel;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.search.SearchListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape model}: the models that run in this process. */
@Command(
        name = "model",
        description = "List and fetch the models that run in this process.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ape model list"})
final class ModelCommand {
    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final int MOST_CHARACTERS = 100;

    private ModelCommand() {}

    static CommandLine tree(Surroundings surroundings) {
        return new CommandLine(new ModelCommand())
                .addSubcommand(new ListModels(surroundings))
                .addSubcommand(new PullModel(surroundings))
                .addSubcommand(new PathOfModel(surroundings));
    }

    @Command(
            name = "list",
            description = "List the catalogue, and what is there.",
            footer = {"", "Example:", "  ape model list"})
    private static final class ListModels extends BaseCommand {
        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        ListModels(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            final ModelStore store = new ModelStore(surroundings().home(), true);
            if (json) {
                terminal().json(json(store));
                return ExitCode.DONE;
            }
            final List<String> lines = new ArrayList<>();
            for (final CatalogModel model : store.catalog().models()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-22s %6.0f MB  %-10s  %s (%s)",
                        model.name(),
                        model.bytes() / BYTES_PER_MEGABYTE,
                        Files.exists(store.path(model.name())) ? "here" : "not here",
                        model.summary(),
                        model.licence()));
            }
            for (final StoredModel model : own(store)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-22s %6.0f MB  %-10s  your own",
                        Inert.line(model.name(), MOST_CHARACTERS),
                        model.bytes() / BYTES_PER_MEGABYTE,
                        "here"));
            }
            terminal().data(String.join("\n", lines));
            return ExitCode.DONE;
        }

        private static ObjectNode json(ModelStore store) {
            final ObjectNode root = JsonNodeFactory.instance.objectNode();
            final ArrayNode models = root.putArray("models");
            for (final CatalogModel model : store.catalog().models()) {
                final Path file = store.path(model.name());
                models.addObject()
                        .put("name", model.name())
                        .put("summary", model.summary())
                        .put("licence", model.licence())
                        .put("bytes", model.bytes())
                        .put("sha256", model.sha256())
                        .put("here", Files.exists(file))
                        .put("path", file.toString());
            }
            for (final StoredModel model : own(store)) {
                models.addObject()
                        .put("name", model.name())
                        .put("bytes", model.bytes())
                        .put("here", true)
                        .put("path", model.file().toString());
            }
            return root;
        }

        private static List<StoredModel> own(ModelStore store) {
            return store.list().stream().filter(model -> !model.catalogued()).toList();
        }
    }

    @Command(
            name = "pull",
            description = {
                "Fetch a model of the catalogue, or a GGUF file from an address, and check its SHA-256.",
                "An address needs the checksum too: ape model pull https://HOST/FILE.gguf --sha256 SUM"
            },
            footer = {"", "Example:", "  ape model pull smollm2-135m"})
    private static final class PullModel extends BaseCommand {
        @Parameters(paramLabel = "NAME|URL", description = "A name of \"ape model list\", or an https address.")
        private String source = "";

        @Option(names = "--sha256", paramLabel = "SUM", description = "What the file's checksum must be.")
        private @Nullable String sha256;

        @Option(names = "--offline", description = "Fetch nothing: fail if the file is not here.")
        private boolean offline;

        @Option(
                names = {"-q", "--quiet"},
                description = "Print no progress.")
        private boolean quiet;

        PullModel(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            final ModelStore store = new ModelStore(
                    surroundings().home(), offline, surroundings().environment());
            final PullListener listener = quiet ? PullListener.NONE : new PullProgress(terminal(), System::nanoTime);
            final AtomicReference<@Nullable Path> file = new AtomicReference<>();
            try (Interruption interruption = Interruption.listen(terminal(), SearchListener.SILENT)) {
                interruption.whileWaiting(() -> file.set(pull(store, listener)));
            }
            terminal().data(String.valueOf(file.get()));
            return ExitCode.DONE;
        }

        private Path pull(ModelStore store, PullListener listener) {
            if (!source.contains("://")) {
                if (sha256 != null) {
                    throw new UsageException("--sha256 belongs to an address; the catalogue knows the checksum of "
                            + source + " itself");
                }
                return store.pull(source, listener);
            }
            if (sha256 == null) {
                throw new UsageException("give the file's checksum, as its publisher states it: --sha256 SUM");
            }
            try {
                return store.pullUrl(URI.create(source), sha256, listener);
            } catch (IllegalArgumentException e) {
                throw new UsageException("what was given is no address; one looks like https://host/model.gguf");
            }
        }
    }

    @Command(
            name = "path",
            description = "Print where a model's file is, or would be.",
            footer = {"", "Example:", "  ape model path smollm2-135m"})
    private static final class PathOfModel extends BaseCommand {
        @Parameters(paramLabel = "NAME", description = "A name of \"ape model list\".")
        private String name = "";

        PathOfModel(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            final Path file = new ModelStore(surroundings().home(), true).path(name);
            terminal().data(file.toString());
            if (!Files.exists(file)) {
                terminal().note("it is not there; fetch it with: ape model pull " + name);
                return ExitCode.FAILURE;
            }
            return ExitCode.DONE;
        }
    }
}
