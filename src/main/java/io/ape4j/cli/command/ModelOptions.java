package io.ape4j.cli.command;

import io.ape4j.model.ModelSpec;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.search.config.ModelNames;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models are asked, and how. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Answers the examples: embedded:NAME, /path/to/file.gguf, openai:NAME, ollama:NAME,"
                    + " anthropic:NAME, gemini:NAME or mistral:NAME.")
    @Nullable
    ModelSpec model;

    @Option(
            names = "--proposer",
            paramLabel = "MODEL",
            description = "Writes candidate prompts; as --model unless given.")
    @Nullable
    ModelSpec proposer;

    @Option(
            names = "--judge",
            paramLabel = "MODEL",
            description = "Scores answers where the metric asks a judge; as --model unless given.")
    @Nullable
    ModelSpec judge;

    @Option(
            names = "--cache",
            paramLabel = "MODE",
            description = "Answers of earlier runs: use, refresh (ask anew), off, or only (ask no model).")
    @Nullable
    CacheMode cache;

    @Option(names = "--concurrency", paramLabel = "N", description = "At most this many calls at once.")
    @Nullable
    Integer concurrency;

    @Option(names = "--prices", paramLabel = "FILE", description = "Prices of models, in the form of prices.yaml.")
    @Nullable
    Path prices;

    @Option(names = "--offline", description = "Fetch nothing, and ask no model on another machine.")
    boolean offline;

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask before models that cost money are asked.")
    boolean yes;

    /** The models of a config with those given here instead. */
    ModelNames over(ModelNames names) {
        ModelNames chosen = names;
        if (model != null) {
            final String executor = model.toString();
            // A role that had no model of its own follows the executor.
            chosen = new ModelNames(
                    executor,
                    names.proposer().equals(names.executor()) ? executor : names.proposer(),
                    names.judge().equals(names.executor()) ? executor : names.judge());
        }
        if (proposer != null) {
            chosen = chosen.withProposer(proposer.toString());
        }
        return judge == null ? chosen : chosen.withJudge(judge.toString());
    }

    CacheMode cacheMode() {
        return Optional.ofNullable(cache).orElse(CacheMode.USE);
    }

    Prices prices(Surroundings surroundings) {
        final Prices listed = Prices.listed();
        try {
            return prices == null ? listed : listed.with(surroundings.resolve(prices));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
