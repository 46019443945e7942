package io.ape4j.search;

import io.ape4j.prompt.Prompt;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All candidates of a run, each prompt once, in the order in which they were made. */
public final class CandidatePool {
    private final Map<Prompt, Candidate> byPrompt = new LinkedHashMap<>();
    private final SearchListener listener;

    public CandidatePool(SearchListener listener) {
        this.listener = listener;
    }

    /** Adds a candidate; empty if this prompt is there already. */
    public Optional<Candidate> add(Prompt prompt, List<Prompt> parents, String operator, int generation) {
        if (byPrompt.containsKey(prompt)) {
            return Optional.empty();
        }
        final List<Integer> numbers =
                parents.stream().map(parent -> of(parent).number()).distinct().toList();
        final Candidate candidate =
                new Candidate(byPrompt.size(), prompt, new Candidate.Lineage(numbers, operator, generation));
        byPrompt.put(prompt, candidate);
        listener.candidate(candidate);
        return Optional.of(candidate);
    }

    /** The candidate of a prompt that was added. */
    public Candidate of(Prompt prompt) {
        final Candidate candidate = byPrompt.get(prompt);
        if (candidate == null) {
            throw new IllegalArgumentException("not a candidate of this run: " + prompt.instruction());
        }
        return candidate;
    }

    public boolean contains(Prompt prompt) {
        return byPrompt.containsKey(prompt);
    }

    public Collection<Candidate> all() {
        return Collections.unmodifiableCollection(byPrompt.values());
    }
}
