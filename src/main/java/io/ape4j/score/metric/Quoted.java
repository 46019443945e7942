package io.ape4j.score.metric;

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
        final boolean splitsPair = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, splitsPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS) + "...";
    }
}
