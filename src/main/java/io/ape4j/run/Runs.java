package io.ape4j.run;

import io.ape4j.model.Call;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Dispatcher;
import io.ape4j.model.pipeline.JournalOnly;
import io.ape4j.model.pipeline.SpendingLedger;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.journal.Event;
import io.ape4j.run.journal.Journal;
import io.ape4j.score.Metric;
import io.ape4j.search.Interview;
import io.ape4j.search.Loop;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Starts, resumes and replays runs. Resuming is the same program again over the journal; replay has no network. */
public final class Runs {
    private static final int REPLAY_CONCURRENCY = 1;
    private static final int SPARE_REQUESTS_PER_SCORE = 4;
    private static final int MOST_ATTEMPTS = 6;

    private Runs() {}

    /** The manifest of a run with these ingredients under the present loop. */
    public static RunManifest manifest(
            Metric metric,
            String strategy,
            long seed,
            SearchParameters parameters,
            Limits limits,
            Equipment equipment) {
        return new RunManifest(
                Loop.VERSION,
                strategy,
                seed,
                parameters,
                limits,
                metric.identity(),
                equipment.identities(),
                equipment.knownPrices());
    }

    /**
     * Starts a run in a new, empty folder.
     *
     * @throws io.ape4j.model.ModelException.Rejected if money is capped and a price is unknown, or the cap leaves nothing
     *     for a search beside the confirmation; no call was made
     */
    public static RunResult start(
            RunFolder folder,
            Task task,
            Metric metric,
            RunManifest manifest,
            Equipment equipment,
            SearchListener listener) {
        refuseTooLittleMoney(manifest.limits(), estimate(task, metric, manifest));
        folder.writeTask(task);
        folder.writeManifest(manifest);
        return new Live(folder, task, metric, manifest, equipment, listener).run(false, Optional.empty());
    }

    static Estimate estimate(Task task, Metric metric, RunManifest manifest) {
        return Estimate.of(
                task, metric, manifest.parameters(), manifest.limits().calls(), manifest.prices());
    }

    /**
     * Refuses a limit on money that its confirmation would use up.
     *
     * @throws ModelException.Rejected that says what the confirmation may cost
     */
    public static void refuseTooLittleMoney(Limits limits, Estimate estimate) {
        final BigDecimal limit = limits.cost();
        estimate.cost()
                .filter(cost -> limit != null && limit.compareTo(cost.least()) < 0)
                .ifPresent(cost -> {
                    throw new ModelException.Rejected(
                            "the limit of $" + limit + " is too low: the confirmation alone may cost $"
                                    + rounded(cost.confirmation()) + " (" + estimate.confirmationCalls()
                                    + " calls), and with the first candidates it takes $" + rounded(cost.least())
                                    + "; raise it, or have fewer test examples (splits: test) in the search config",
                            null);
                });
    }

    private static String rounded(BigDecimal dollars) {
        return dollars.setScale(4, RoundingMode.UP).toPlainString();
    }

    /**
     * Goes on with a run.
     *
     * @param task as it is now; it must be what it was
     * @param raise larger limits from here on; empty to keep them
     * @throws IllegalArgumentException if a limit would be lowered
     * @throws IllegalStateException if the run is finished, or if task, config, metric or models have changed; the
     *     message shows the difference
     */
    public static RunResult resume(
            RunFolder folder,
            Task task,
            Metric metric,
            Optional<Limits> raise,
            Equipment equipment,
            SearchListener listener) {
        final RunManifest recorded = folder.readManifest();
        final RunManifest now = manifest(
                metric, recorded.strategy(), recorded.seed(), recorded.parameters(), recorded.limits(), equipment);
        refuseChanges(recorded.differences(now));
        refuseChanges(TaskDifference.between(folder.readTask(), task));
        raise.ifPresent(limits -> limits.refuseBelow(limits(folder)));
        return new Live(folder, task, metric, recorded, equipment, listener).run(true, raise);
    }

    /**
     * Refuses to go on if anything differs.
     *
     * @param differences as {@link RunManifest#differences} lists them
     * @throws IllegalStateException that shows them
     */
    public static void refuseChanges(List<String> differences) {
        if (!differences.isEmpty()) {
            throw new IllegalStateException(
                    "this run can't be resumed, because something has changed since (then -> now):\n  "
                            + String.join("\n  ", differences)
                            + "\nUndo that, or start a new run; answers that it shares with this one come from the cache");
        }
    }

    /** What to do with a run whose metric only the program that started it has. */
    public static String replayInJava(RunFolder folder) {
        return "replay it with that metric, in the program that gave it: Search.replay(RunFolder.open(Path.of(\""
                + folder.path() + "\")), Optional.of(metric), SearchListener.SILENT).files(Exports.named(\"txt\"))";
    }

    /** For who needs the end of a run that has none yet. */
    public static IllegalStateException unended(RunFolder folder, @Nullable Throwable cause) {
        return new IllegalStateException(
                "the run " + folder.name()
                        + " was stopped before it could end, and its journal ends in the midst of the"
                        + " search; go on with: ape resume " + Shown.argument(folder.path()),
                cause);
    }

    /**
     * Runs again over the journal alone.
     *
     * @throws io.ape4j.model.ModelException.NotRecorded if the loop asks for what the journal does not hold
     */
    public static RunResult replay(RunFolder folder, Metric metric, SearchListener listener) {
        final RunManifest manifest = folder.readManifest();
        if (!manifest.metric().equals(metric.identity())) {
            throw new IllegalStateException("this run was scored by the metric " + manifest.metric() + ", not by "
                    + metric.identity() + "; " + replayInJava(folder));
        }
        try (Journal journal = Journal.openReadOnly(folder.journalFile());
                Dispatcher dispatcher = new Dispatcher(REPLAY_CONCURRENCY)) {
            journal.warning().ifPresent(listener::warning);
            final Map<ModelRole, Interview.Channel> channels = new EnumMap<>(ModelRole.class);
            manifest.models()
                    .forEach((role, identity) -> channels.put(
                            role,
                            new Interview.Channel(
                                    identity,
                                    new JournalOnly(journal, identity, role),
                                    Optional.ofNullable(manifest.prices().get(role)))));
            final Task task = folder.readTask();
            final Estimate estimate = estimate(task, metric, manifest);
            return new Runner(
                            task,
                            metric,
                            manifest,
                            estimate,
                            channels,
                            dispatcher,
                            new RecordedOutside(journal, estimate.setAside()))
                    .run(manifest.limits().orRaised(journal.events()).searchCaps(estimate.setAside()), listener);
        }
    }

    /** The limits that hold for a run by now: those it was started with, or the last that were raised. */
    public static Limits limits(RunFolder folder) {
        if (!Files.exists(folder.journalFile())) {
            return folder.readManifest().limits();
        }
        try (Journal journal = Journal.openReadOnly(folder.journalFile())) {
            return journal.events().stream()
                    .filter(event -> event.type() == Event.Type.CAP_RAISED)
                    .reduce((first, second) -> second)
                    .map(event -> Limits.ofData(event.data()))
                    .orElseGet(() -> folder.readManifest().limits());
        }
    }

    /** Whether the run is confirmed: nothing follows. One that a crash left without a journal is not. */
    public static boolean isFinished(RunFolder folder) {
        if (!Files.exists(folder.journalFile())) {
            return false;
        }
        try (Journal journal = Journal.openReadOnly(folder.journalFile())) {
            return isFinished(journal);
        }
    }

    private static boolean isFinished(Journal journal) {
        return journal.events().stream().anyMatch(event -> event.type() == Event.Type.FINISHED);
    }

    private record Live(
            RunFolder folder,
            Task task,
            Metric metric,
            RunManifest manifest,
            Equipment equipment,
            SearchListener listener) {

        @SuppressWarnings("try") // the lock is held, not used
        RunResult run(boolean resumed, Optional<Limits> raise) {
            try (RunLock lock = RunLock.acquire(folder.path());
                    Journal journal = Journal.open(folder.journalFile());
                    Dispatcher dispatcher = new Dispatcher(equipment.concurrency())) {
                journal.warning().ifPresent(listener::warning);
                refuseFinished(journal);
                if (!task.examples(Split.TEST).isEmpty()) {
                    equipment.readings().requireWritable();
                }
                if (resumed) {
                    journal.append(Event.resumed());
                }
                return run(journal, dispatcher, raise);
            }
        }

        private RunResult run(Journal journal, Dispatcher dispatcher, Optional<Limits> raise) {
            final Estimate estimate = estimate(task, metric, manifest);
            final LiveOutside.Purse purse =
                    new LiveOutside.Purse(equipment.caps().cost(), estimate.setAside(), setAside(journal));
            // A raise may have sent the run back to its search since an earlier process spent some on confirming.
            final BigDecimal spentConfirming =
                    journal.spent(CallLog.Phase.CONFIRMATION).cost();
            final SpendingLedger spending = new SpendingLedger(
                    journal,
                    Limits.withoutConfirmation(
                            searchCaps(journal), purse.setAside().add(spentConfirming)),
                    purse.confirmation());
            try (LivePipeline pipeline = new LivePipeline(equipment, journal, spending, listener)) {
                final LiveOutside outside =
                        new LiveOutside(journal, spending, task, folder.reader(), equipment.readings(), purse, raise);
                return new Runner(task, metric, manifest, estimate, pipeline.channels(), dispatcher, outside)
                        .run(manifest.limits().orRaised(journal.events()).searchCaps(purse.setAside()), listener);
            }
        }

        /**
         * Attempts of earlier processes that brought no answer, lost by a crash or refused, take no calls from this one:
         * a resumed run must find what it would have found undisturbed. What they may have cost stays counted.
         */
        private Caps searchCaps(Journal journal) {
            final Caps caps = equipment.caps();
            if (caps.calls().isEmpty()) {
                return caps;
            }
            final AtomicLong fruitless =
                    new AtomicLong(journal.spent(CallLog.Phase.SEARCH).calls());
            if (fruitless.get() > 0) {
                journal.forEachCall(call -> fruitless.addAndGet(
                        call.source() == Call.Source.BOUGHT && call.role().isCharged() ? -1 : 0));
            }
            return caps.withCalls(caps.calls().getAsLong() + Math.max(0, fruitless.get()));
        }

        /**
         * Both prompts on every test example, with room for retries and for metrics that ask a judge. What earlier
         * processes tried takes nothing from this one: outages must not make a run impossible to finish.
         */
        private Caps setAside(Journal journal) {
            final long before = journal.spent(CallLog.Phase.CONFIRMATION).calls();
            final long requests =
                    Math.max(SPARE_REQUESTS_PER_SCORE, metric.executorRequests() + metric.judgeRequests());
            return Caps.NONE.withCalls(before + 2L * task.examples(Split.TEST).size() * requests * MOST_ATTEMPTS);
        }

        private void refuseFinished(Journal journal) {
            if (isFinished(journal)) {
                throw new IllegalStateException("the run " + folder.name() + " is finished; replay it with: ape replay "
                        + Shown.argument(folder.path()) + ", or start a new one");
            }
        }
    }
}
