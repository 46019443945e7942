package io.ape4j.cli.command.view;

import io.ape4j.cli.terminal.Terminal;
import io.ape4j.search.SearchListener;

/** Of a replay, which is too quick for progress, what the user has to know. */
record Warnings(Terminal terminal) implements SearchListener {
    @Override
    public void warning(String sentence) {
        terminal.note("warning: " + sentence);
    }
}
