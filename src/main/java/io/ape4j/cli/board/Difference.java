package io.ape4j.cli.board;

import io.ape4j.prompt.Prompt;
import java.util.Optional;
import org.apache.commons.text.WordUtils;

/** What a search has changed in somebody's prompt, word by word, for its end. */
public final class Difference {
    private static final int COLUMNS = 100;

    private Difference() {}

    /** Removed words in {@code [-...-]}, added ones in {@code {+...+}}; empty if no part differs. */
    public static Optional<String> between(Prompt before, Prompt after) {
        return Change.of(before, after).map(line -> WordUtils.wrap(line.fitted(Integer.MAX_VALUE, false), COLUMNS));
    }
}
