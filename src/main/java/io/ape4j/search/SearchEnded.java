package io.ape4j.search;

import io.ape4j.search.SearchOutcome.Ending;

/** The outside ended the search, not the run: it goes on with confirming what it has. */
public final class SearchEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Ending ending;

    SearchEnded(Ending ending) {
        super(ending.words());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
