package io.ape4j.run.budget;

import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Price;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Scorer;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What scoring prompts on all examples of a split will take, reckoned before the first call; what the cache holds costs
 * less.
 *
 * @param calls requests, those of the judge included
 * @param likelyTokens in and out
 * @param mostTokens with the longest answers
 * @param cost in US dollars; empty if a price is unknown
 */
public record MeasuringEstimate(long calls, long likelyTokens, long mostTokens, Optional<Cost> cost) {
    /** US dollars. */
    public record Cost(BigDecimal likely, BigDecimal most) {}

    /**
     * Reckons.
     *
     * @param prices by role; without an entry where unknown
     */
    public static MeasuringEstimate of(
            Task task, Metric metric, List<Prompt> prompts, Split split, Map<ModelRole, Price> prices) {
        final int examples = task.examples(split).size();
        final Scorer scorer = new Scorer(task, metric);
        long calls = 0;
        long likely = 0;
        long most = 0;
        Optional<Cost> cost = Optional.of(new Cost(BigDecimal.ZERO, BigDecimal.ZERO));
        for (final Prompt prompt : prompts) {
            final Reckoning one = Reckoning.of(task, metric, prompt);
            calls += (long) examples * scorer.requests(prompt);
            likely += examples * (one.likely().totalTokens() + one.judging().totalTokens());
            most += examples * (one.most().totalTokens() + one.judging().totalTokens());
            cost = cost.flatMap(sum -> one.cost(prices).map(added -> plus(sum, added, examples)));
        }
        return new MeasuringEstimate(calls, likely, most, cost);
    }

    private static Cost plus(Cost sum, Cost one, int examples) {
        final BigDecimal times = BigDecimal.valueOf(examples);
        return new Cost(
                sum.likely().add(one.likely().multiply(times)),
                sum.most().add(one.most().multiply(times)));
    }
}
