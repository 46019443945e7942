package io.ape4j.report.page;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.ape4j.report.page.templates.JtereportGenerated;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The report of a run as one HTML file that works without a network. The same run gives the same bytes; everything that
 * a model or a user wrote is escaped by the template, and a policy of the page lets nothing else run.
 */
public final class ReportPage {
    private static final int MOST_ANSWERING = 20;

    private final String run;
    private final Task task;
    private final RunManifest manifest;
    private final Snapshot snapshot;
    private final Optional<RunResult> result;
    private final Detail detail;

    /**
     * A page that is to be made.
     *
     * @param run name of its folder
     * @param result empty while the search goes on
     */
    private ReportPage(
            String run, Task task, RunManifest manifest, Snapshot snapshot, Optional<RunResult> result, Detail detail) {
        this.run = run;
        this.task = task;
        this.manifest = manifest;
        this.snapshot = snapshot;
        this.result = result;
        this.detail = detail;
    }

    /** The page of a run that has ended. */
    public static String html(String run, RunResult result, Snapshot snapshot, Detail detail) {
        return new ReportPage(run, result.task(), result.manifest(), snapshot, Optional.of(result), detail).html(false);
    }

    /**
     * The page of a run that may go on, told by a server when it changes.
     *
     * @param result if it has ended
     */
    public static String live(
            String run, Task task, RunManifest manifest, Snapshot snapshot, Optional<RunResult> result) {
        return new ReportPage(run, task, manifest, snapshot, result, Detail.EXAMPLES).html(true);
    }

    private String html(boolean live) {
        final StringOutput out = new StringOutput();
        final HtmlTemplateOutput escaped = new OwaspHtmlTemplateOutput(out);
        JtereportGenerated.render(escaped, null, page(live));
        return out.toString();
    }

    private Page page(boolean live) {
        final List<String> fields = task.about().fields();
        final List<Candidate> order = order();
        final Optional<Candidate> winner = winner();
        final Optional<Candidate> baseline = baseline();
        return new Page(
                run,
                task.name(),
                task.about().description(),
                live,
                result.map(Verdicts::of).orElseGet(() -> Verdicts.running(snapshot)),
                winner.map(this::subject).orElse(null),
                baseline.map(this::subject).orElse(null),
                snapshot.points().isEmpty() ? null : ScoreChart.of(List.of(snapshot)),
                order.stream()
                        .map(candidate -> CandidateRow.of(candidate, role(candidate), snapshot, fields))
                        .toList(),
                winner.map(found -> Lineage.of(found, snapshot)).orElse(null),
                differences(winner, baseline),
                operators(),
                result.map(Ledger::of).orElse(null),
                Reproduction.of(
                        run, manifest, result.flatMap(RunResult::stopped).isPresent()),
                detail == Detail.NO_EXAMPLES,
                new PageData(task.examples(Split.SELECT), snapshot, detail)
                        .json(
                                order,
                                answering(order, winner, baseline),
                                fields,
                                "ape runs show " + Shown.argument(run) + " --candidate "),
                Assets.own());
    }

    private Page.Subject subject(Candidate candidate) {
        return new Page.Subject(
                candidate.number(),
                ShownPrompt.whole(candidate.prompt(), task.about().fields(), detail));
    }

    private Optional<Candidate> winner() {
        if (result.isPresent()) {
            return result.filter(RunResult::isScored)
                    .map(ended -> ended.outcome().winner());
        }
        return snapshot.points().isEmpty()
                ? Optional.empty()
                : Optional.of(snapshot.candidates()
                        .get(snapshot.points().get(snapshot.points().size() - 1).candidate()));
    }

    private Optional<Candidate> baseline() {
        return result.map(ended -> ended.outcome().baseline())
                .or(() -> snapshot.candidates().stream().findFirst());
    }

    private String role(Candidate candidate) {
        if (winner().filter(candidate::equals).isPresent()) {
            return "winner";
        }
        return baseline().filter(candidate::equals).isPresent() ? "baseline" : "";
    }

    /** Best first; before the end by the lower bound of the interval, so that few lucky examples lead nothing. */
    private List<Candidate> order() {
        final Set<Candidate> order = new LinkedHashSet<>();
        result.ifPresent(ended ->
                ended.outcome().ranking().stream().map(Standing::candidate).forEach(order::add));
        snapshot.candidates().stream()
                .filter(candidate -> snapshot.values(candidate.number()).length > 0)
                .sorted(Comparator.comparingDouble(candidate ->
                        -snapshot.interval(snapshot.values(candidate.number())).low()))
                .forEach(order::add);
        order.addAll(snapshot.candidates());
        return List.copyOf(order);
    }

    private static List<Candidate> answering(
            List<Candidate> order, Optional<Candidate> winner, Optional<Candidate> baseline) {
        final Set<Candidate> wanted = new LinkedHashSet<>();
        winner.ifPresent(wanted::add);
        baseline.ifPresent(wanted::add);
        order.stream().limit(MOST_ANSWERING).forEach(wanted::add);
        return List.copyOf(wanted);
    }

    private List<Differences> differences(Optional<Candidate> winner, Optional<Candidate> baseline) {
        final List<Differences> all = new ArrayList<>();
        if (winner.isEmpty() || baseline.isEmpty() || winner.equals(baseline)) {
            return all;
        }
        result.flatMap(RunResult::confirmation)
                .ifPresent(confirmed -> all.add(Differences.of(
                        Split.TEST.fileName(),
                        task.examples(Split.TEST),
                        confirmed.winner(),
                        confirmed.baseline(),
                        detail)));
        final Map<Example, ScoredAnswer> first =
                new LinkedHashMap<>(snapshot.scores(winner.get().number()));
        final Map<Example, ScoredAnswer> second = snapshot.scores(baseline.get().number());
        first.keySet().retainAll(second.keySet());
        final List<Example> shared = List.copyOf(first.keySet());
        if (!shared.isEmpty()) {
            all.add(Differences.of(
                    Split.SELECT.fileName(),
                    shared,
                    List.copyOf(first.values()),
                    shared.stream()
                            .map(example -> Objects.requireNonNull(second.get(example)))
                            .toList(),
                    detail));
        }
        return all;
    }

    private List<OperatorYield> operators() {
        return result.map(ended -> ended.outcome().operators()).orElse(List.of()).stream()
                .sorted(Comparator.comparingDouble(OperatorYield::gainPerCall).reversed())
                .toList();
    }
}
