package io.ape4j.model.hosted.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Removes secrets from what a server said. It knows the secrets of one model and finds them however they are written:
 * escaped for JSON, URLs or HTML, broken by blanks, in another case, in base64 at any alignment, in hexadecimal. Errors
 * also lose parts of a secret, masked ones ({@code sk-abc***xyz}) and whatever has the look of a common key.
 */
public final class Redaction {
    private static final String MARK = "[redacted]";
    /** Shorter ones, such as {@code none} or {@code local}, are no secrets but words that occur in answers. */
    private static final int SHORTEST_IN_ERRORS = 6;

    private static final int SHORTEST_IN_ANSWERS = 16;
    /** So many characters in a row of a secret are a part of it, fewer may be chance. */
    private static final int PART = 8;

    private static final int SHOWN_HEAD = 3;
    private static final int SHOWN_TAIL = 4;
    /** What stands for hidden characters. */
    private static final String MASKS = "*\u2022.\u2026#";
    /** Long texts are looked at in windows, so that memory stays small; each overlaps the next by more than a key. */
    private static final int WINDOW = 1 << 16;

    private static final int OVERLAP = 1 << 13;
    /** Of an error only the beginning is read. */
    private static final int LONGEST_ERROR = WINDOW;

    private static final Pattern LOOKS_LIKE_A_KEY =
            Pattern.compile("(?i)\\bbearer\\s+[\\w.~+/=-]{6,}|\\b(?:sk|gsk|xai|ghp|hf)[-_][\\w*\u2022\u2026-]{12,}"
                    + "|\\bsk-[\\w-]*(?:\\*{2,}|\u2022+|\u2026|\\.{3,})[\\w-]*|\\bAIza[\\w-]{20,}"
                    + "|(?<=://)[^/\\s@\"]{1,200}(?=@)");

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

    /** The beginning of an error's text, without secrets, parts of them, and anything that looks like a key. */
    public String error(String text) {
        final String shown = text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
        final String clean = without(shown, inErrors, (view, hits) -> {
            whole(view, inErrors, hits);
            parts(view, hits);
        });
        return LOOKS_LIKE_A_KEY.matcher(clean).replaceAll(MARK);
    }

    /** An answer; only whole and long secrets are looked for, so that no word is taken for one. */
    public String answer(String text) {
        return without(text, inAnswers, (view, hits) -> whole(view, inAnswers, hits));
    }

    private static String without(String text, List<String> secrets, BiConsumer<PlainView, BitSet> search) {
        if (secrets.isEmpty()) {
            return text;
        }
        final BitSet secret = new BitSet();
        for (int from = 0; from < text.length(); from += WINDOW - OVERLAP) {
            final int start = from;
            final PlainView view = PlainView.of(text.substring(from, Math.min(text.length(), from + WINDOW)));
            final BitSet hits = new BitSet();
            search.accept(view, hits);
            for (int hit = hits.nextSetBit(0); hit >= 0; hit = hits.nextSetBit(hits.nextClearBit(hit))) {
                final int last = hits.nextClearBit(hit) - 1;
                secret.set(start + view.start(hit), start + view.end(last));
            }
        }
        return marked(text, secret);
    }

    private static String marked(String text, BitSet secret) {
        if (secret.isEmpty()) {
            return text;
        }
        final StringBuilder clean = new StringBuilder(text.length());
        int from = 0;
        for (int hit = secret.nextSetBit(0); hit >= 0; hit = secret.nextSetBit(from)) {
            clean.append(text, from, hit).append(MARK);
            from = secret.nextClearBit(hit);
        }
        return clean.append(text, from, text.length()).toString();
    }

    private static void whole(PlainView view, List<String> secrets, BitSet hits) {
        for (final String secret : secrets) {
            for (int at = view.text().indexOf(secret); at >= 0; at = view.text().indexOf(secret, at + 1)) {
                hits.set(at, at + secret.length());
            }
        }
    }

    private void parts(PlainView view, BitSet hits) {
        final String text = view.text();
        for (final String secret : inErrors) {
            if (secret.length() < PART) {
                continue;
            }
            final Set<String> pieces = new HashSet<>();
            for (int i = 0; i + PART <= secret.length(); i++) {
                pieces.add(secret.substring(i, i + PART));
            }
            for (int i = 0; i + PART <= text.length(); i++) {
                if (pieces.contains(text.substring(i, i + PART))) {
                    hits.set(i, i + PART);
                }
            }
            masked(text, secret, hits);
        }
    }

    /** A beginning of the secret before a mask, or an end of it after one. */
    private static void masked(String text, String secret, BitSet hits) {
        for (int i = 0; i < text.length(); i++) {
            final int maskEnd = maskEnd(text, i);
            if (maskEnd == i) {
                continue;
            }
            final int head = commonEnd(text.substring(Math.max(0, i - secret.length()), i), secret);
            final int tail = commonStart(text.substring(maskEnd, Math.min(text.length(), maskEnd + PART)), secret);
            if (head >= SHOWN_HEAD || tail >= SHOWN_TAIL) {
                hits.set(head >= SHOWN_HEAD ? i - head : i, maskEnd + tail);
            }
            i = maskEnd - 1;
        }
    }

    private static int maskEnd(String text, int from) {
        int end = from;
        while (end < text.length() && MASKS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        final boolean isMask = end - from > 1 || (end > from && text.charAt(from) == '\u2026');
        return isMask ? end : from;
    }

    /** The longest beginning of the secret that the text ends with. */
    private static int commonEnd(String text, String secret) {
        for (int length = Math.min(text.length(), secret.length()); length > 0; length--) {
            if (text.regionMatches(text.length() - length, secret, 0, length)) {
                return length;
            }
        }
        return 0;
    }

    /** The longest end of the secret that the text begins with. */
    private static int commonStart(String text, String secret) {
        for (int length = Math.min(text.length(), secret.length()); length > 0; length--) {
            if (text.startsWith(secret.substring(secret.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private static List<String> forms(Collection<String> secrets, int shortest) {
        final Set<String> forms = new TreeSet<>();
        for (final String secret : secrets) {
            if (secret.length() >= shortest) {
                final byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
                forms.add(secret);
                // Percent escapes are undone byte by byte.
                forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
                forms.add(HexFormat.of().formatHex(bytes));
                forms.addAll(base64(bytes));
            }
        }
        final List<String> plain = new ArrayList<>();
        forms.forEach(form -> plain.add(PlainView.of(form).text()));
        plain.removeIf(form -> form.length() < SHORTEST_IN_ERRORS);
        return plain.stream().distinct().toList();
    }

    /** What base64 makes of the secret wherever it stands in what is encoded, in both alphabets. */
    private static List<String> base64(byte[] secret) {
        final List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            final byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            // The first and last digits also depend on what stands around it.
            final int first = before == 0 ? 0 : before + 1;
            final int last = shifted.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(first, last));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(first, last));
        }
        return forms;
    }
}
