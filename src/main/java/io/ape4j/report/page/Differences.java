package io.ape4j.report.page;

import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where two prompts differ on one split: a run's winner and its baseline, or the winners of two runs.
 *
 * @param split its name
 * @param n examples that both were scored on
 * @param gained how many the first does better
 * @param lost how many the second does better
 * @param rightOrWrong whether every score is 0 or 1
 * @param gains the first of them; none where no example may be shown
 * @param losses likewise
 */
public record Differences(
        String split,
        int n,
        int gained,
        int lost,
        boolean rightOrWrong,
        List<Difference> gains,
        List<Difference> losses) {
    private static final int MOST_SHOWN = 50;
    private static final int MOST_CHARACTERS = 2000;

    /** One example, and what both made of it. */
    public record Difference(
            String id,
            String input,
            String reference,
            String first,
            String firstScore,
            String second,
            String secondScore) {}

    /**
     * Compares answers.
     *
     * @param split its name
     * @param examples that both were scored on
     * @param first one answer for each example, {@code second} likewise
     */
    public static Differences of(
            String split, List<Example> examples, List<ScoredAnswer> first, List<ScoredAnswer> second, Detail detail) {
        final List<Difference> gains = new ArrayList<>();
        final List<Difference> losses = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            final ScoredAnswer mine = first.get(i);
            final ScoredAnswer other = second.get(i);
            if (mine.value() != other.value()) {
                (mine.value() > other.value() ? gains : losses).add(difference(examples.get(i), mine, other));
            }
        }
        final boolean rightOrWrong =
                Stream.of(first, second).flatMap(List::stream).allMatch(answer -> answer.value() % 1 == 0);
        return new Differences(
                split,
                examples.size(),
                gains.size(),
                losses.size(),
                rightOrWrong,
                shown(gains, detail),
                shown(losses, detail));
    }

    /** What heads the gains, or the losses, of {@code better} over {@code worse}. */
    public String heading(String better, String worse) {
        return rightOrWrong
                ? "What the " + better + " gets right that the " + worse + " gets wrong"
                : "Where the " + better + " scores higher than the " + worse;
    }

    private static List<Difference> shown(List<Difference> all, Detail detail) {
        return detail == Detail.NO_EXAMPLES ? List.of() : List.copyOf(all.subList(0, Math.min(MOST_SHOWN, all.size())));
    }

    private static Difference difference(Example example, ScoredAnswer first, ScoredAnswer second) {
        return new Difference(
                example.id(),
                input(example),
                cut(example.reference()),
                cut(first.answer()),
                Figures.score(first.value()),
                cut(second.answer()),
                Figures.score(second.value()));
    }

    private static String input(Example example) {
        final List<String> fields = new ArrayList<>();
        example.fields()
                .forEach((name, value) -> fields.add(example.fields().size() == 1 ? value : name + ": " + value));
        return cut(String.join("\n", fields));
    }

    private static String cut(String text) {
        return Excerpt.of(text, MOST_CHARACTERS);
    }
}
