package io.ape4j.report.versus;

import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What two prompts answered to the same examples.
 *
 * @param first an answer for each example, {@code second} likewise
 */
record Shared(List<Example> examples, List<ScoredAnswer> first, List<ScoredAnswer> second) {

    static Shared of(Map<Example, ScoredAnswer> first, Map<Example, ScoredAnswer> second) {
        final List<Example> examples = new ArrayList<>();
        final List<ScoredAnswer> mine = new ArrayList<>();
        final List<ScoredAnswer> others = new ArrayList<>();
        first.forEach((example, answer) -> {
            final ScoredAnswer other = second.get(example);
            if (other != null) {
                examples.add(example);
                mine.add(answer);
                others.add(other);
            }
        });
        return new Shared(examples, mine, others);
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    double[] firstValues() {
        return values(first);
    }

    double[] secondValues() {
        return values(second);
    }

    private static double[] values(List<ScoredAnswer> answers) {
        return answers.stream().mapToDouble(ScoredAnswer::value).toArray();
    }
}
