package io.ape4j.report.versus;

import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.run.RunResult;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Confirmation;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run that has ended tells of itself.
 *
 * @param run its name
 * @param snapshot of everything that was tried
 */
public record Told(String run, RunResult result, Snapshot snapshot) {
    public Told {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(snapshot, "snapshot");
    }

    /** The winner's answers to the test examples; none if the run is unconfirmed. */
    Map<Example, ScoredAnswer> test() {
        final List<ScoredAnswer> answers =
                result.confirmation().map(Confirmation.Result::winner).orElse(List.of());
        final List<Example> examples = result.task().examples(Split.TEST);
        final Map<Example, ScoredAnswer> scored = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            scored.put(examples.get(i), answers.get(i));
        }
        return scored;
    }

    /** The winner's answers to examples of select; none if nothing was scored. */
    Map<Example, ScoredAnswer> select() {
        return result.isScored() ? snapshot.scores(result.outcome().winner().number()) : Map.of();
    }

    /** Why its scores can't be held against those of another run; empty if they can. */
    Optional<String> scoredOtherwise(Told other) {
        final String mine = result.manifest().metric();
        final String theirs = other.result.manifest().metric();
        if (!mine.equals(theirs)) {
            return Optional.of("they were scored by different metrics, " + mine + " and " + theirs);
        }
        return mine.startsWith("judge/") && !judge().equals(other.judge())
                ? Optional.of("they were graded by different judges")
                : Optional.empty();
    }

    private Optional<ModelIdentity> judge() {
        return Optional.ofNullable(result.manifest().models().get(ModelRole.JUDGE));
    }

    /** Whether a best was ever named. */
    boolean hasChart() {
        return !snapshot.points().isEmpty();
    }
}
