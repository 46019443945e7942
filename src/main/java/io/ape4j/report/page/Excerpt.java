package io.ape4j.report.page;

import io.ape4j.task.text.Shown;

/** The beginning of a text, with a word on how much there is. */
final class Excerpt {
    private Excerpt() {}

    static String of(String text, int mostCharacters) {
        final String beginning = Shown.beginning(text, mostCharacters);
        return beginning.length() == text.length()
                ? text
                : beginning + "… (" + Figures.count(text.length()) + " characters in all)";
    }
}
