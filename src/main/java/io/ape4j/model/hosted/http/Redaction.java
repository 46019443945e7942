package io.ape4j.model.hosted.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Removes secrets from what a server said. It knows the secrets of one model, in the forms in which they are sent, and
 * the look of common keys.
 */
public final class Redaction {
    private static final String MARK = "[redacted]";
    /** Shorter ones, such as {@code none} or {@code local}, are no secrets but words that occur in answers. */
    private static final int SHORTEST_IN_ERRORS = 6;

    private static final int SHORTEST_IN_ANSWERS = 16;
    private static final Pattern LOOKS_LIKE_A_KEY =
            Pattern.compile("(?i)\\bbearer\\s+[\\w.~+/=-]{6,}|\\bsk-[\\w-]{12,}|\\bAIza[\\w-]{20,}");

    private final List<String> inErrors;
    private final List<String> inAnswers;

    private Redaction(List<String> inErrors, List<String> inAnswers) {
        this.inErrors = inErrors;
        this.inAnswers = inAnswers;
    }

    /** Knows these secrets: keys, passwords. */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(forms(secrets, SHORTEST_IN_ERRORS), forms(secrets, SHORTEST_IN_ANSWERS));
    }

    /** Text of an error, without secrets and without anything that looks like a key. */
    public String error(String text) {
        return LOOKS_LIKE_A_KEY.matcher(without(text, inErrors)).replaceAll(MARK);
    }

    /** An answer; only long secrets are looked for, so that no word is taken for one. */
    public String answer(String text) {
        return without(text, inAnswers);
    }

    private static String without(String text, List<String> secrets) {
        String clean = text;
        for (final String secret : secrets) {
            clean = clean.replace(secret, MARK);
        }
        return clean;
    }

    private static List<String> forms(Collection<String> secrets, int shortest) {
        final Set<String> forms = new TreeSet<>();
        for (final String secret : secrets) {
            if (secret.length() >= shortest) {
                forms.add(secret);
                forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
                forms.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            }
        }
        final List<String> longestFirst = new ArrayList<>(forms);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        return List.copyOf(longestFirst);
    }
}
