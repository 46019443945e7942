package io.ape4j.tasks.passive;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A noun phrase or pronoun, as it stands within a sentence.
 *
 * @param subject its form as a subject
 * @param plural whether verbs agree with it in the plural
 */
record Noun(String subject, boolean plural) {
    private static final Map<String, String> OBJECTS =
            Map.of("I", "me", "he", "him", "she", "her", "we", "us", "they", "them");
    private static final Set<String> PLURAL_PRONOUNS = Set.of("we", "they", "you");

    /** Reads {@code the dog} or, in the plural, {@code +the dogs}. */
    static Noun parse(String text) {
        return text.startsWith("+")
                ? new Noun(text.substring(1), true)
                : new Noun(text, PLURAL_PRONOUNS.contains(text));
    }

    String object() {
        return OBJECTS.getOrDefault(subject, subject);
    }

    boolean isNobody() {
        return subject.equals("nobody") || subject.equals("no one");
    }

    boolean isWho() {
        return subject.equals("who");
    }

    /** A form of "be", "have" or "do" that agrees with it, by the name of its singular. */
    String agreeing(String singular) {
        final boolean first = subject.equals("I");
        return switch (singular) {
            case "is" -> first ? "am" : plural ? "are" : "is";
            case "was" -> plural ? "were" : "was";
            case "has" -> plural || first ? "have" : "has";
            case "does" -> plural || first ? "do" : "does";
            default ->
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "\"%s\" does not agree with anything", singular));
        };
    }
}
