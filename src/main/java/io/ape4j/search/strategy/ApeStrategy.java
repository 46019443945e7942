package io.ape4j.search.strategy;

import io.ape4j.prompt.Prompt;
import io.ape4j.propose.operator.AskingOperator;
import io.ape4j.search.Exploration;
import io.ape4j.search.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Iterative Monte Carlo search: score the proposals, keep the best, resample round them (Zhou et al. 2022, "Large
 * language models are human-level prompt engineers", Algorithm 1). Departs from it in that scores are raced.
 */
final class ApeStrategy implements Strategy {
    @Override
    public String strategyName() {
        return "ape";
    }

    @Override
    public List<Prompt> search(Exploration exploration, List<Prompt> first) {
        List<Prompt> kept = exploration.race(first, 0);
        for (int generation = 1; exploration.goesOn(generation); generation++) {
            final int survivors = Math.min(exploration.parameters().survivors(), kept.size());
            final List<Prompt> parents = kept.subList(0, survivors);
            final List<Prompt> resampled = exploration.breed(
                    parents, exploration.parameters().offspring(), List.of(AskingOperator.PARAPHRASE), generation);
            final List<Prompt> contenders = new ArrayList<>(new LinkedHashSet<>(parents));
            contenders.addAll(resampled);
            kept = exploration.race(contenders, generation);
        }
        return kept;
    }
}
