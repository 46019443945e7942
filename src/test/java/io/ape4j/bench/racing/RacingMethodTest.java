package io.ape4j.bench.racing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.bench.racing.RacingMethod.Finish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The benchmark {@code racing} in small: what it claims of races holds in a few contests. */
class RacingMethodTest {
    private static final int EXAMPLES = 100;
    private static final List<Double> ONE_AHEAD = oneAhead();
    private static final List<Double> EQUAL = Collections.nCopies(12, 0.6);

    private static List<Double> oneAhead() {
        final List<Double> accuracies = new ArrayList<>(Collections.nCopies(12, 0.4));
        accuracies.set(7, 0.7);
        return accuracies;
    }

    static Stream<RacingMethod> limited() {
        return Stream.of(
                new Rivals.Halving(0.3), new Rivals.TopTwo(0.3), new SafeRacing(0.3), new Rivals.FullEvaluation());
    }

    @Test
    void aSafeRaceKeepsTheBestForLessThanHalfOfFullEvaluationsCalls() {
        final List<Contest> contests = contests(ONE_AHEAD, 20);

        assertThat(lost(new SafeRacing(1), contests)).isLessThanOrEqualTo(1);
        assertThat(share(new SafeRacing(1), contests)).isLessThan(0.5);
    }

    @Test
    void repeatedTestsLoseTheBestWhereAllAreEqualAndASafeRaceDoesNot() {
        final List<Contest> contests = contests(EQUAL, 20);

        assertThat(lost(new Rivals.RepeatedTests(0.2), contests)).isGreaterThan(3);
        assertThat(lost(new SafeRacing(1), contests)).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("limited")
    void findTheClearlyBestWithinTheirCalls(RacingMethod method) {
        final List<Contest> contests = contests(ONE_AHEAD, 10);
        final double most = method instanceof Rivals.FullEvaluation ? 1 : 0.3;

        assertThat(contests).allSatisfy(contest -> {
            final Finish finish = method.run(contest);
            assertThat(finish.calls()).isLessThanOrEqualTo((long) (most * contest.allCalls()));
            assertThat(finish.left()).doesNotHaveDuplicates();
        });
        assertThat(contests.stream().filter(contest -> method.run(contest).winner() == 7))
                .hasSizeGreaterThan(6);
    }

    @Test
    void aContestIsTheSameAgain() {
        final RacingMethod method = new SafeRacing(0.5);

        assertThat(method.run(contests(EQUAL, 3).get(2)))
                .isEqualTo(method.run(contests(EQUAL, 3).get(2)));
    }

    private static List<Contest> contests(List<Double> accuracies, int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> Contest.of(accuracies, 0.5, EXAMPLES, seed))
                .toList();
    }

    private static long lost(RacingMethod method, List<Contest> contests) {
        return contests.stream()
                .filter(contest -> method.run(contest).left().stream().noneMatch(contest::isFirstOfSplit))
                .count();
    }

    private static double share(RacingMethod method, List<Contest> contests) {
        return contests.stream()
                .mapToDouble(contest -> (double) method.run(contest).calls() / contest.allCalls())
                .average()
                .orElseThrow();
    }
}
