package io.ape4j.report.page;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptLength;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.search.Candidate;
import io.ape4j.stats.Interval;
import java.util.List;

/**
 * A line of the candidates' table.
 *
 * @param role {@code winner}, {@code baseline} or empty
 * @param score mean on {@code select}; empty if it was never scored
 * @param sortScore the same as a number; -1 if it was never scored
 * @param interval of the mean
 * @param tokens length of the prompt
 */
public record CandidateRow(
        int number,
        String role,
        String score,
        double sortScore,
        String interval,
        int examples,
        long tokens,
        int generation,
        String operator,
        String parents,
        String brief) {

    static CandidateRow of(Candidate candidate, String role, Snapshot snapshot, List<String> fields) {
        final double[] values = snapshot.values(candidate.number());
        final Prompt prompt = candidate.prompt();
        final boolean scored = values.length > 0;
        return new CandidateRow(
                candidate.number(),
                role,
                scored ? Figures.score(snapshot.mean(candidate.number())) : "",
                scored ? snapshot.mean(candidate.number()) : -1,
                scored ? interval(snapshot.interval(values)) : "",
                values.length,
                PromptLength.tokens(prompt, fields),
                candidate.lineage().generation(),
                candidate.lineage().operator(),
                candidate.lineage().named(),
                ShownPrompt.brief(prompt));
    }

    private static String interval(Interval interval) {
        return Figures.interval(interval);
    }
}
