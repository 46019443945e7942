package io.ape4j.search;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A prompt that is about to be made.
 *
 * @param operator name of what makes it, as lineage and reports call it
 * @param parents candidates that it is made from; none where it comes from the task alone
 * @param asking ends in the prompt; empty if the proposer wrote nothing usable
 */
public record Birth(String operator, List<Prompt> parents, Asking<Optional<Prompt>> asking) {
    public Birth {
        Objects.requireNonNull(operator, "operator");
        parents = List.copyOf(parents);
        Objects.requireNonNull(asking, "asking");
    }
}
