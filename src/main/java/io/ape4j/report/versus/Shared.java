package io.ape4j.report.versus;

import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What both winners answered to the same examples.
 *
 * @param ofA an answer for each example, {@code ofB} likewise
 */
record Shared(List<Example> examples, List<ScoredAnswer> ofA, List<ScoredAnswer> ofB) {

    static Shared of(Map<Example, ScoredAnswer> answersOfA, Map<Example, ScoredAnswer> answersOfB) {
        final List<Example> examples = new ArrayList<>();
        final List<ScoredAnswer> ofA = new ArrayList<>();
        final List<ScoredAnswer> ofB = new ArrayList<>();
        answersOfA.forEach((example, answer) -> {
            final ScoredAnswer other = answersOfB.get(example);
            if (other != null) {
                examples.add(example);
                ofA.add(answer);
                ofB.add(other);
            }
        });
        return new Shared(examples, ofA, ofB);
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    double[] valuesOfA() {
        return values(ofA);
    }

    double[] valuesOfB() {
        return values(ofB);
    }

    private static double[] values(List<ScoredAnswer> answers) {
        return answers.stream().mapToDouble(ScoredAnswer::value).toArray();
    }
}
