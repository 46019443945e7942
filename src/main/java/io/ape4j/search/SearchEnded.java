package io.ape4j.search;

/** The outside ended the search, not the run: it goes on with confirming what it has. */
final class SearchEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SearchEnded(String reason) {
        super(reason);
    }
}
