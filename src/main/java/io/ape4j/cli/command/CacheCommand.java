package io.ape4j.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.Amounts;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.store.sqlite.CacheUpkeep;
import io.ape4j.model.store.sqlite.CacheUpkeep.ModelShare;
import io.ape4j.model.store.sqlite.CacheUpkeep.Pruned;
import io.ape4j.model.store.sqlite.CacheUpkeep.Stats;
import io.ape4j.model.store.sqlite.CacheUpkeep.Verification;
import io.ape4j.model.store.sqlite.CallLines;
import io.ape4j.model.store.sqlite.CallLines.Exported;
import io.ape4j.model.store.sqlite.CallLines.Imported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape cache}: the answers that all runs share. */
@Command(
        name = "cache",
        description = "Look after the answers that all runs share. No run needs them: each has its own journal.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ape cache stats"})
final class CacheCommand {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private CacheCommand() {}

    static CommandLine tree(Surroundings surroundings) {
        return new CommandLine(new CacheCommand())
                .addSubcommand(new StatsOfCache(surroundings))
                .addSubcommand(new VerifyCache(surroundings))
                .addSubcommand(new PruneCache(surroundings))
                .addSubcommand(new ExportCache(surroundings))
                .addSubcommand(new ImportCache(surroundings));
    }

    /** Opens the cache, and prints what was done to it. */
    private abstract static class OnCache extends BaseCommand {
        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        OnCache(Surroundings surroundings) {
            super(surroundings);
        }

        Path file() {
            return surroundings().home().answers();
        }

        CacheUpkeep open() {
            if (!Files.exists(file())) {
                throw new UsageException("there is no cache at " + file()
                        + " yet; the first search or \"ape cache import\"" + " makes it (APE_HOME says where)");
            }
            return CacheUpkeep.open(file());
        }

        void tell(ObjectNode result, String text) {
            if (json) {
                terminal().json(result);
            } else {
                terminal().data(text);
            }
        }

        ObjectNode object() {
            return JsonNodeFactory.instance.objectNode().put("file", file().toString());
        }
    }

    @Command(
            name = "stats",
            description = "Print how many answers there are, of which models, and how much room they take.",
            footer = {"", "Example:", "  ape cache stats"})
    private static final class StatsOfCache extends OnCache {
        StatsOfCache(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            try (CacheUpkeep cache = open()) {
                final Stats stats = cache.stats();
                tell(json(stats), text(stats));
                return ExitCode.DONE;
            }
        }

        private ObjectNode json(Stats stats) {
            final ObjectNode root = object().put("version", stats.version())
                    .put("entries", stats.entries())
                    .put("bytes", stats.bytes())
                    .put("claims", stats.claims());
            stats.oldest().ifPresent(oldest -> root.put("oldest", oldest.toString()));
            stats.newest().ifPresent(newest -> root.put("newest", newest.toString()));
            final ArrayNode models = root.putArray("models");
            for (final ModelShare share : stats.models()) {
                final ObjectNode row = models.addObject().put("entries", share.entries());
                share.model()
                        .ifPresent(model -> row.put("provider", model.provider())
                                .put("endpoint", model.endpoint())
                                .put("name", model.name()));
            }
            return root;
        }

        private String text(Stats stats) {
            final StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%,d answers, %.1f MB (%s, version %d)",
                    stats.entries(),
                    stats.bytes() / BYTES_PER_MEGABYTE,
                    file(),
                    stats.version()));
            if (stats.oldest().isPresent() && stats.newest().isPresent()) {
                text.append("\nbought from ")
                        .append(day(stats.oldest().get()))
                        .append(" to ")
                        .append(day(stats.newest().get()));
            }
            if (stats.claims() > 0) {
                text.append(String.format(Locale.ROOT, "%n%,d more are being bought", stats.claims()));
            }
            stats.models()
                    .forEach(share -> text.append(
                            String.format(Locale.ROOT, "%n%,12d  %s", share.entries(), name(share.model()))));
            return text.toString();
        }

        private static String day(Instant instant) {
            return instant.toString().substring(0, "2000-01-01".length());
        }

        private static String name(Optional<ModelIdentity> model) {
            return model.map(known -> known.label() + (known.endpoint().isEmpty() ? "" : " at " + known.endpoint()))
                    .orElse("(stored by an older ape4j, which did not keep the question)");
        }
    }

    @Command(
            name = "verify",
            description = "Read every answer and check it. A damaged one is never used; --repair drops it.",
            footer = {"", "Examples:", "  ape cache verify", "  ape cache verify --repair"})
    private static final class VerifyCache extends OnCache {
        @Option(
                names = "--repair",
                description =
                        "Drop what is damaged. Where the file itself is, keep what can be read of it; let no search"
                                + " run meanwhile.")
        private boolean repair;

        VerifyCache(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            try (CacheUpkeep cache = open()) {
                final Verification found = cache.verify(repair);
                tell(json(found), text(found));
                return found.isWhole() || repair ? ExitCode.DONE : ExitCode.FAILURE;
            }
        }

        private ObjectNode json(Verification found) {
            final ObjectNode root = object().put("read", found.read())
                    .put("damaged", found.damaged())
                    .put("dropped", found.dropped())
                    .put("forgotten", found.forgotten());
            found.fileDamage().ifPresent(what -> root.put("fileDamage", what));
            final ArrayNode named = root.putArray("entries");
            found.named()
                    .forEach(damage ->
                            named.addObject().put("entry", damage.entry()).put("what", damage.what()));
            return root;
        }

        private String text(Verification found) {
            final StringBuilder text = new StringBuilder();
            found.named()
                    .forEach(damage -> text.append(damage.entry())
                            .append(": ")
                            .append(damage.what())
                            .append('\n'));
            found.fileDamage()
                    .ifPresent(what ->
                            text.append(file()).append(": ").append(what).append('\n'));
            text.append(String.format(Locale.ROOT, "%,d answers read, %,d damaged", found.read(), found.damaged()));
            if (found.isWhole()) {
                return text.toString();
            }
            text.append(
                    repair
                            ? String.format(
                                    Locale.ROOT,
                                    "; repaired: %,d answers dropped, %,d questions forgotten",
                                    found.dropped(),
                                    found.forgotten())
                            : "; mend it with: ape cache verify --repair");
            return text.toString();
        }
    }

    @Command(
            name = "prune",
            description = "Remove the oldest answers and give their space back. What a running search is buying stays.",
            footer = {"", "Examples:", "  ape cache prune --older-than 30d", "  ape cache prune --max-size 500MB"})
    private static final class PruneCache extends OnCache {
        @Option(
                names = "--older-than",
                paramLabel = "AGE",
                description = "Remove answers bought longer ago: 30d, 12h, 4w; a number alone is days.")
        private @Nullable String olderThan;

        @Option(
                names = "--max-size",
                paramLabel = "SIZE",
                description = "Remove the oldest until the file takes no more: 500MB, 2GB; a number alone is bytes.")
        private @Nullable String maxSize;

        PruneCache(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            if (olderThan == null && maxSize == null) {
                throw new UsageException("say what to remove: --older-than 30d, --max-size 500MB, or both");
            }
            final Optional<Duration> age =
                    olderThan == null ? Optional.empty() : Optional.of(Amounts.age("--older-than", olderThan));
            final OptionalLong size =
                    maxSize == null ? OptionalLong.empty() : OptionalLong.of(Amounts.bytes("--max-size", maxSize));
            try (CacheUpkeep cache = open()) {
                final Pruned pruned = cache.prune(age, size);
                tell(
                        object().put("removed", pruned.removed())
                                .put("kept", pruned.kept())
                                .put("bytesBefore", pruned.bytesBefore())
                                .put("bytes", pruned.bytesAfter()),
                        String.format(
                                Locale.ROOT,
                                "%,d answers removed, %,d kept; %.1f MB instead of %.1f MB",
                                pruned.removed(),
                                pruned.kept(),
                                pruned.bytesAfter() / BYTES_PER_MEGABYTE,
                                pruned.bytesBefore() / BYTES_PER_MEGABYTE));
                return ExitCode.DONE;
            }
        }
    }

    @Command(
            name = "export",
            description = "Write all answers with their questions to a file of JSON lines.",
            footer = {"", "Example:", "  ape cache export answers.jsonl"})
    private static final class ExportCache extends OnCache {
        @Parameters(paramLabel = "FILE", description = "Where to; it holds all prompts and inputs, so keep it private.")
        private Path target = Path.of("");

        ExportCache(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            try (CacheUpkeep cache = open()) {
                final Exported exported =
                        new CallLines(cache).write(surroundings().resolve(target));
                tell(
                        object().put("exported", exported.entries())
                                .put("withoutQuestion", exported.withoutQuestion())
                                .put("damaged", exported.damaged()),
                        String.format(
                                Locale.ROOT,
                                "%,d answers exported; left out: %,d without their question, %,d damaged",
                                exported.entries(),
                                exported.withoutQuestion(),
                                exported.damaged()));
                return ExitCode.DONE;
            }
        }
    }

    @Command(
            name = "import",
            description =
                    "Add the answers of an exported file. Answers that are here already stay. Take files only from"
                            + " those you trust: nobody can check that a model really gave these answers.",
            footer = {"", "Example:", "  ape cache import answers.jsonl"})
    private static final class ImportCache extends OnCache {
        @Parameters(paramLabel = "FILE", description = "A file of \"ape cache export\".")
        private Path source = Path.of("");

        ImportCache(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        protected int execute() {
            final Path path = surroundings().resolve(source);
            if (!Files.isRegularFile(path)) {
                throw new UsageException(path + " is no file; give one that \"ape cache export\" wrote");
            }
            try (CacheUpkeep cache = CacheUpkeep.open(file())) {
                final Imported imported = new CallLines(cache).read(path);
                imported.problems().forEach(problem -> terminal().note(problem.toString()));
                if (imported.refused() > imported.problems().size()) {
                    terminal().note("These are the first " + imported.problems().size() + ".");
                }
                if (imported.refused() > 0 && imported.added() + imported.present() == 0) {
                    terminal().note("ape: no line of it is an answer; give a file that \"ape cache export\" wrote");
                }
                tell(
                        object().put("added", imported.added())
                                .put("present", imported.present())
                                .put("refused", imported.refused()),
                        String.format(
                                Locale.ROOT,
                                "%,d answers added, %,d were here already, %,d lines refused",
                                imported.added(),
                                imported.present(),
                                imported.refused()));
                return imported.refused() == 0 ? ExitCode.DONE : ExitCode.USAGE;
            }
        }
    }
}
