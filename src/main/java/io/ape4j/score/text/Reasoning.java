package io.ape4j.score.text;

import java.util.List;

/** Removes what a reasoning model wrote before its answer. */
final class Reasoning {
    private static final List<String> NAMES = List.of("think", "thinking", "reasoning");

    /**
     * A tag that opens or closes a block.
     *
     * @param start index of its {@code <}
     * @param end index after its {@code >}
     */
    private record Tag(int start, int end, boolean closes) {}

    private Reasoning() {}

    /**
     * The text without its {@code <think>}, {@code <thinking>} and {@code <reasoning>} blocks. A block without an end
     * was cut and reaches to the end of the text. An end without a start belongs to a block that the chat template
     * opened: all before it goes.
     */
    static String strip(String text) {
        final StringBuilder kept = new StringBuilder();
        boolean inside = false;
        int done = 0;
        for (Tag tag = next(text, 0); tag.start() < text.length(); tag = next(text, tag.end())) {
            if (!inside && tag.closes()) {
                kept.setLength(0);
            } else if (!inside) {
                kept.append(text, done, tag.start());
            }
            inside = !tag.closes();
            done = tag.end();
        }
        if (!inside) {
            kept.append(text, done, text.length());
        }
        return Characters.trim(kept.toString());
    }

    private static Tag next(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            final boolean closes = text.startsWith("/", at + 1);
            final int name = at + (closes ? 2 : 1);
            for (final String word : NAMES) {
                final int end = name + word.length();
                if (text.regionMatches(true, name, word, 0, word.length()) && text.startsWith(">", end)) {
                    return new Tag(at, end + 1, closes);
                }
            }
        }
        return new Tag(text.length(), text.length(), false);
    }
}
