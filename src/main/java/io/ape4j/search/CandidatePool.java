package io.ape4j.search;

import io.ape4j.prompt.Prompt;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All candidates of a run, each prompt once, in the order in which they were made. */
public final class CandidatePool {
    private final Map<Prompt, Candidate> byPrompt = new LinkedHashMap<>();
    private final Map<Prompt, String> setAside = new HashMap<>();
    private final SearchListener listener;
    private final Function<Prompt, Optional<String>> objection;

    /**
     * An empty pool.
     *
     * @param objection why a prompt must not be a candidate, if so; such prompts are set aside: nothing scores or
     *     breeds them
     */
    public CandidatePool(SearchListener listener, Function<Prompt, Optional<String>> objection) {
        this.listener = listener;
        this.objection = objection;
    }

    /** Adds a candidate; empty if this prompt is there already, or is set aside. */
    public Optional<Candidate> add(Prompt prompt, List<Prompt> parents, String operator, int generation) {
        if (contains(prompt)) {
            return Optional.empty();
        }
        final Optional<String> why = objection.apply(prompt);
        if (why.isPresent()) {
            setAside.put(prompt, why.get());
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

    /** Why {@link #add} did not take a prompt. */
    public String refusal(Prompt prompt) {
        return setAside.getOrDefault(prompt, SearchListener.SAME_AS_BEFORE);
    }

    /** Whether it was added or set aside. */
    public boolean contains(Prompt prompt) {
        return byPrompt.containsKey(prompt) || setAside.containsKey(prompt);
    }

    /** Whether it was added. */
    public boolean has(Prompt prompt) {
        return byPrompt.containsKey(prompt);
    }

    public Collection<Candidate> all() {
        return Collections.unmodifiableCollection(byPrompt.values());
    }
}
