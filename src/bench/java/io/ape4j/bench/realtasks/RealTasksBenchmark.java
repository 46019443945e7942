package io.ape4j.bench.realtasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.Models;
import io.ape4j.bench.Benchmark;
import io.ape4j.bench.realtasks.TaskFolders.Measured;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.TaskMetric;
import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.score.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What searches with a fixed budget are worth on real tasks with a real model: the test score of no instruction, of the
 * baseline or a person's prompt, and of the winner of each strategy, with its calls, tokens and seconds.
 */
public final class RealTasksBenchmark implements Benchmark {
    private final Choices choices;
    private final Map<String, String> environment;

    /** With no option set. */
    public RealTasksBenchmark() {
        this(new Choices(), System.getenv());
    }

    /** With keys, addresses and models as {@code environment} says. */
    RealTasksBenchmark(Choices choices, Map<String, String> environment) {
        this.choices = choices;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "real-tasks";
    }

    @Override
    public String summary() {
        return "test scores of searches on a folder of tasks with a real model, beside those of prompts without a search";
    }

    @Override
    public Benchmark with(List<String> options) {
        return new RealTasksBenchmark(Choices.parse(options), environment);
    }

    @Override
    public String options() {
        return Choices.help();
    }

    @Override
    public ObjectNode run(boolean quick, Progress progress) {
        final ModelSpec model = choices.model(quick);
        final ModelSpec proposer = choices.proposer(quick);
        final List<Measured> tasks = TaskFolders.read(
                choices.tasks(), choices.only(quick), choices.selectCap(quick), choices.testCap(quick));
        final RowFile rows = RowFile.open(choices.jsonLines());
        final List<Row> measured = new ArrayList<>();
        try (Models models = new Models(environment, Choices.from(), false, PullListener.NONE)) {
            for (final ModelSpec spec : List.of(model, proposer)) {
                if (quick) {
                    requireThere(spec);
                }
                models.check(spec);
                requireConsent(models, spec);
            }
            progress.at("opening " + model + (proposer.equals(model) ? "" : " and, to propose, " + proposer));
            final LanguageModel executor = models.open(model);
            final Measurement measurement = new Measurement(choices, executor, models.open(proposer), progress);
            for (final Measured task : tasks) {
                try (Metric metric = TaskMetric.of(task.task(), task.source())) {
                    measured.addAll(new TaskRows(task, metric, measurement, rows, progress).measure(quick));
                }
            }
        }
        return figures(tasks, measured, quick, progress);
    }

    /** The rows of one task. */
    private final class TaskRows {
        private final Measured task;
        private final Metric metric;
        private final Measurement measurement;
        private final RowFile rows;
        private final Progress progress;

        TaskRows(Measured task, Metric metric, Measurement measurement, RowFile rows, Progress progress) {
            this.task = task;
            this.metric = metric;
            this.measurement = measurement;
            this.rows = rows;
            this.progress = progress;
        }

        List<Row> measure(boolean quick) {
            final List<Row> all = new ArrayList<>();
            task.prompts()
                    .forEach((way, prompt) -> all.add(row(way, 0, quick, row -> {
                        measurement.evaluate(task.task(), metric, prompt, row);
                        // The first of them is the baseline, where there is one; otherwise there is nothing but itself
                        // to beat.
                        row.set("baseline", (all.isEmpty() ? row : all.get(0).json()).get("test"));
                    })));
            for (final Way way : choices.searches(quick)) {
                for (final long seed : choices.seeds()) {
                    all.add(row(way, seed, quick, row -> measurement.search(task.task(), metric, way, row)));
                }
            }
            return all;
        }

        private Row row(Way way, long seed, boolean quick, Consumer<ObjectNode> measuring) {
            final Row wanted = Row.of(task.task(), way, seed, choices.model(quick), choices.proposer(quick));
            final Optional<Row> known = rows.find(wanted);
            if (known.isPresent()) {
                progress.at(told(known.get()) + " (from the file)");
                return known.get();
            }
            measuring.accept(wanted.json());
            rows.add(wanted);
            progress.at(told(wanted));
            return wanted;
        }
    }

    private static String told(Row row) {
        final OptionalDouble baseline = row.figure("baseline");
        final boolean compares = !row.verdict().isEmpty();
        return Measurement.label(row.json()) + ": "
                + String.format(Locale.ROOT, "test %.3f", row.figure("test").orElse(Double.NaN))
                + (compares && baseline.isPresent()
                        ? String.format(Locale.ROOT, ", baseline %.3f", baseline.getAsDouble())
                        : "")
                + (compares ? ", " + row.verdict() : "")
                + String.format(
                        Locale.ROOT,
                        "; %.0f calls, %.1f s",
                        row.figure("calls").orElse(0),
                        row.figure("seconds").orElse(0));
    }

    private ObjectNode figures(List<Measured> tasks, List<Row> rows, boolean quick, Progress progress) {
        final List<Way> ways = new ArrayList<>(List.of(Way.without(Way.NONE), Way.without(Way.BASELINE)));
        if (tasks.stream().anyMatch(task -> task.prompts().containsKey(Way.without(Way.HUMAN)))) {
            ways.add(Way.without(Way.HUMAN));
        }
        ways.addAll(choices.searches(quick));
        final Table table =
                new Table(tasks.stream().map(task -> task.task().name()).toList(), ways, rows);
        table.lines().forEach(progress::at);
        final ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("model", choices.model(quick).toString());
        figures.put("proposer", choices.proposer(quick).toString());
        final ObjectNode means = figures.putObject("meanTest");
        ways.forEach(way -> table.mean(way).ifPresent(mean -> means.put(way.label(), mean)));
        final ArrayNode all = figures.putArray("rows");
        rows.forEach(row -> all.add(row.json()));
        return figures;
    }

    /** The quick form fetches nothing, which could take longer than it may. */
    private void requireThere(ModelSpec spec) {
        if (spec.provider() != ModelSpec.Provider.EMBEDDED) {
            return;
        }
        final Path file = new ModelStore(ApeHome.of(environment), true, environment).path(spec.name());
        if (!Files.exists(file)) {
            throw new ModelException.Rejected(
                    "the model " + spec + " is missing: there is no " + file + "; fetch it with: ./ape model pull "
                            + spec.name(),
                    null);
        }
    }

    private void requireConsent(Models models, ModelSpec spec) {
        final Optional<Price> price = models.price(spec, Prices.listed());
        if (!choices.mayCost() && !price.equals(Optional.of(Price.FREE))) {
            throw new UsageException("asking " + spec + " costs money; add --yes");
        }
    }
}
