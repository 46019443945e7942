package io.ape4j.score.metric;

import io.ape4j.task.text.Shown;

/** Shows a text of any length within a sentence. */
final class Quoted {
    private static final int MOST_CHARACTERS = 160;

    private Quoted() {}

    /** In quotation marks, on one line, shortened. */
    static String of(String text) {
        return "\"" + shortened(text).replace("\n", "\\n").replace("\r", "\\r") + "\"";
    }

    static String shortened(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        return Shown.beginning(text, MOST_CHARACTERS) + "...";
    }
}
