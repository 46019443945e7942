package io.ape4j.cli.option;

import io.ape4j.model.ModelSpec;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.hosted.HostedModels;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.search.config.ModelNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models are asked, and how. */
public final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Answers the examples: embedded:NAME, /path/to/file.gguf, openai:NAME, ollama:NAME,"
                    + " anthropic:NAME, gemini:NAME or mistral:NAME. Unless a search config names one:"
                    + " embedded:qwen2.5-coder-1.5b, which is fetched once (1.1 GB).")
    public @Nullable ModelSpec model;

    @Option(
            names = "--proposer",
            paramLabel = "MODEL",
            description = "Writes candidate prompts; as --model unless given.")
    public @Nullable ModelSpec proposer;

    @Option(
            names = "--judge",
            paramLabel = "MODEL",
            description = "Scores answers where the metric asks a judge; as --model unless given.")
    public @Nullable ModelSpec judge;

    @Option(names = "--no-temperature", description = "Send no temperature, for models behind servers that refuse any.")
    public boolean noTemperature;

    @Option(
            names = "--no-empty-system",
            description = "Send no empty system message, for models whose template has no place for one.")
    public boolean noEmptySystem;

    @Option(
            names = "--context",
            paramLabel = "TOKENS",
            description = "What the models behind servers hold, prompt and answer together; Ollama is told.")
    public @Nullable Integer context;

    @Option(
            names = "--scoring",
            paramLabel = "KIND",
            completionCandidates = Candidates.Scorings.class,
            description = "How the server of --model tells the log-probability of a given answer, for metrics of"
                    + " likelihood: llama-server or vllm.")
    public @Nullable String scoring;

    @Option(
            names = "--cache",
            paramLabel = "MODE",
            completionCandidates = Candidates.CacheModes.class,
            description = "Answers of earlier runs: use, refresh (ask anew), off, or only (ask no model).")
    public @Nullable CacheMode cache;

    @Option(names = "--concurrency", paramLabel = "N", description = "At most this many calls at once.")
    public @Nullable Integer concurrency;

    @Option(names = "--prices", paramLabel = "FILE", description = "Prices of models, in the form of prices.yaml.")
    public @Nullable Path prices;

    @Option(names = "--offline", description = "Fetch nothing, and ask no model on another machine.")
    public boolean offline;

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask before models that cost money are asked.")
    public boolean yes;

    /** These before {@code others}. */
    public ModelOptions over(ModelOptions others) {
        final ModelOptions both = new ModelOptions();
        both.model = model == null ? others.model : model;
        both.proposer = proposer == null ? others.proposer : proposer;
        both.judge = judge == null ? others.judge : judge;
        both.noTemperature = noTemperature || others.noTemperature;
        both.noEmptySystem = noEmptySystem || others.noEmptySystem;
        both.context = context == null ? others.context : context;
        both.scoring = scoring == null ? others.scoring : scoring;
        both.cache = cache == null ? others.cache : cache;
        both.concurrency = concurrency == null ? others.concurrency : concurrency;
        both.prices = prices == null ? others.prices : prices;
        both.offline = offline || others.offline;
        both.yes = yes || others.yes;
        return both;
    }

    /** The models of a config with those given here instead. */
    public ModelNames over(ModelNames names) {
        ModelNames chosen = names;
        if (model != null) {
            final String executor = model.toString();
            // A role that had no model of its own follows the executor.
            chosen = new ModelNames(
                    executor,
                    names.proposer().equals(names.executor()) ? executor : names.proposer(),
                    names.judge().equals(names.executor()) ? executor : names.judge(),
                    names.servers());
        }
        if (proposer != null) {
            chosen = chosen.withProposer(proposer.toString());
        }
        if (judge != null) {
            chosen = chosen.withJudge(judge.toString());
        }
        return withServers(chosen);
    }

    private ModelNames withServers(ModelNames names) {
        if (context != null && context < 1) {
            throw new UsageException("--context is " + context + "; give at least 1");
        }
        ModelNames all = withScoring(names);
        for (final String name : List.of(names.executor(), names.proposer(), names.judge())) {
            final ModelSpec spec = ModelSpec.parse(name);
            final HostedOptions before = all.servers().getOrDefault(spec.toString(), HostedOptions.DEFAULT);
            final HostedOptions after = reached(before);
            if (!after.equals(before) && HostedModels.isHosted(spec)) {
                all = all.withServer(spec.toString(), after);
            }
        }
        return all;
    }

    /** It is the executor that scores. */
    private ModelNames withScoring(ModelNames names) {
        if (scoring == null) {
            return names;
        }
        final ModelSpec executor = ModelSpec.parse(names.executor());
        if (!HostedModels.isHosted(executor)) {
            throw new UsageException(
                    "--scoring says how a server scores, but " + executor + " runs in this process; leave it out");
        }
        try {
            final HostedOptions before = names.servers().getOrDefault(executor.toString(), HostedOptions.DEFAULT);
            return names.withServer(executor.toString(), before.withScoring(ScoringProtocol.named(scoring)));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage(), e);
        }
    }

    private HostedOptions reached(HostedOptions options) {
        HostedOptions reached = options;
        if (noTemperature) {
            reached = reached.withoutTemperature();
        }
        if (noEmptySystem) {
            reached = reached.withoutEmptySystemMessage();
        }
        return context == null ? reached : reached.withContextTokens(context);
    }

    public CacheMode cacheMode() {
        return Optional.ofNullable(cache).orElse(CacheMode.USE);
    }

    public Prices prices(Surroundings surroundings) {
        final Prices listed = Prices.listed();
        return prices == null ? listed : listed.with(surroundings.resolve(prices));
    }
}
