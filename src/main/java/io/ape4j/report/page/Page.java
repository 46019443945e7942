package io.ape4j.report.page;

import io.ape4j.search.resample.OperatorYield;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the template shows of one run.
 *
 * @param run its name
 * @param live whether it comes from a server that tells when it changes
 * @param winner {@code null} as long as nothing was scored
 * @param chart likewise
 * @param lineage likewise
 * @param differences on {@code test}, if the run is confirmed, and on {@code select}
 * @param ledger {@code null} while the search goes on
 * @param shared whether examples were left out
 * @param data JSON for the script, inert
 */
public record Page(
        String run,
        String task,
        String description,
        boolean live,
        Verdicts verdict,
        @Nullable Subject winner,
        @Nullable Subject baseline,
        @Nullable ScoreChart chart,
        List<CandidateRow> rows,
        @Nullable Lineage lineage,
        List<Differences> differences,
        List<OperatorYield> operators,
        @Nullable Ledger ledger,
        Reproduction reproduction,
        boolean shared,
        String data,
        Assets assets) {

    /** A prompt that the page speaks of. */
    public record Subject(int number, String text) {}

    /** The content security policy. */
    public String policy() {
        return assets.policy(live);
    }

    /** How an operator's gain is written. */
    public static String gain(double gain) {
        return Figures.signed(gain);
    }
}
