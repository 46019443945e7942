package io.ape4j.search;

import java.util.List;
import java.util.Objects;

/**
 * Where a candidate came from.
 *
 * @param parents numbers of the candidates it was made from; none for seeds and first proposals
 * @param operator name of what made it, e.g. {@code forward}, {@code paraphrase}, {@code baseline}
 * @param generation 0 for the first candidates
 */
public record Lineage(List<Integer> parents, String operator, int generation) {
    public Lineage {
        parents = List.copyOf(parents);
        Objects.requireNonNull(operator, "operator");
    }
}
