package io.ape4j.cli.terminal;

import io.ape4j.search.SearchListener;

/** Of a replay, which is too quick for progress, what the user has to know. */
public record Warnings(Terminal terminal) implements SearchListener {
    @Override
    public void warning(String sentence) {
        terminal.note("warning: " + sentence);
    }
}
