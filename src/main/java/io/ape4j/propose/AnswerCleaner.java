package io.ape4j.propose;

import io.ape4j.task.text.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the instruction out of what a proposer said, or finds that there is none. Patterns here are ours and run in
 * linear time on an input that is cut to {@value #LONGEST_CHARS} characters first.
 */
public final class AnswerCleaner {
    private static final int LONGEST_CHARS = 4_000;
    private static final int MOST_WORDS = 120;
    /** For languages that put no white space between words. */
    private static final int MOST_CHARS = 1_000;

    private static final int MOST_SENTENCE_CHARS = 400;

    private static final Pattern REASONING = Pattern.compile("(?s)<think>.*?(</think>|$)");
    private static final Pattern FENCE = Pattern.compile("(?s)```[a-zA-Z]*\\s*\\n?(.*?)```");
    private static final Pattern NUMBERING = Pattern.compile("^\\s*(?:[-*•]|\\(?\\d{1,2}[.):])\\s+");
    private static final Pattern LABEL = Pattern.compile(
            "(?i)^\\s*\\**\\s*(?:(?:the|your|an?|my|new|better|improved|rewritten|original|possible)\\s+){0,3}"
                    + "(?:instruction|prompt|task|answer|rewrite|paraphrase)s?"
                    + "(?:\\s+(?:was|is|could be|might be|would be|given was))?\\s*\\**\\s*:\\s*\\**\\s*");
    private static final Pattern REPORTED = Pattern.compile(
            "(?i)^\\s*(?:the|my|your)\\s+(?:instruction|task|friend's task)\\s+(?:was|is|given was|could be|might"
                    + " be|would be)\\s+(?:to\\s+)?");
    private static final Pattern WORKER =
            Pattern.compile("(?i)^\\s*(?:the|a) worker (?:must|should|has to|needs to|is to|will)\\s+");
    private static final Pattern PREAMBLE = Pattern.compile(
            "(?i)^\\s*(?:sure(?: thing)?|certainly|of course|okay|ok|absolutely|yes)\\s*[!.,:]\\s+(?=\\S)");
    private static final Pattern HERE_IS =
            Pattern.compile("(?i)^\\s*here(?:'s| is| are| you go| it is)\\b[^\\n:]{0,120}:\\s*");
    private static final Pattern REFUSAL = Pattern.compile(
            "(?i)^\\W*(?:i(?:'m| am) sorry|sorry\\b|i can(?:no|')t\\b|i(?:'m| am) unable|as an ai\\b|i do(?:n't| not)"
                    + " have)");
    private static final Pattern NOTHING = Pattern.compile("(?i)none|nothing|unknown|n/?a|no|yes");
    private static final List<String> PAIR_MARKS = List.of("input:", "output:", "inputs:", "outputs:", "example:");

    /**
     * What was found.
     *
     * @param instruction empty if there is none
     * @param objection why there is none; blank if there is one
     */
    public record Cleaned(Optional<String> instruction, String objection) {
        private static Cleaned none(String objection) {
            return new Cleaned(Optional.empty(), objection);
        }
    }

    /** The instruction in {@code said}, or why there is none: it is a refusal, blank or too long to be one. */
    public Cleaned read(String said) {
        String text = REASONING
                .matcher(Shown.beginning(said, LONGEST_CHARS))
                .replaceAll(" ")
                .strip();
        if (text.isBlank()) {
            return Cleaned.none("empty");
        }
        final Matcher fence = FENCE.matcher(text);
        if (fence.find()) {
            text = fence.group(1).strip();
        }
        text = stripHead(text);
        if (REFUSAL.matcher(text).find()) {
            return Cleaned.none("a refusal");
        }
        text = cutAtPairs(text);
        text = unquote(stripHead(text).strip()).strip();
        text = text.replaceAll("\\s*\\n\\s*", " ").strip();
        if (text.isBlank()) {
            return Cleaned.none("no instruction in it");
        }
        if (text.length() > MOST_CHARS || text.split("\\s+", -1).length > MOST_WORDS) {
            return Cleaned.none("too long");
        }
        return new Cleaned(Optional.of(Character.toUpperCase(text.charAt(0)) + text.substring(1)), "");
    }

    /** What is said in {@code said}, on one line and without reasoning; empty if it is a refusal or blank. */
    public Optional<String> sentence(String said) {
        final String text = REASONING
                .matcher(Shown.beginning(said, LONGEST_CHARS))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() || REFUSAL.matcher(text).find()
                ? Optional.empty()
                : Optional.of(Shown.beginning(text, MOST_SENTENCE_CHARS));
    }

    /** The few words that the first line of {@code said} holds; empty if it is a refusal or says that there are none. */
    public Optional<String> phrase(String said) {
        final String text = REASONING
                .matcher(Shown.beginning(said, LONGEST_CHARS))
                .replaceAll(" ")
                .strip();
        final String line = text.lines().findFirst().orElse("").strip();
        final String words = unquote(stripHead(line).replaceFirst("[.!:]+$", "").strip())
                .replaceFirst("[.!:]+$", "")
                .strip();
        return words.isEmpty()
                        || REFUSAL.matcher(words).find()
                        || NOTHING.matcher(words).matches()
                ? Optional.empty()
                : Optional.of(words);
    }

    /** Two instructions of equal normal form are the same proposal. */
    public static String normalForm(String instruction) {
        return instruction
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static String stripHead(String text) {
        String before;
        String after = text;
        do {
            before = after;
            for (final Pattern head : List.of(PREAMBLE, HERE_IS, LABEL, NUMBERING, REPORTED, WORKER)) {
                after = head.matcher(after).replaceFirst("");
            }
            after = after.strip();
        } while (!after.equals(before));
        return after;
    }

    /** A model that goes on with pairs of its own is cut there; the instruction comes first. */
    private static String cutAtPairs(String text) {
        final StringBuilder kept = new StringBuilder();
        for (final String line : text.split("\n", -1)) {
            final String start = line.strip().toLowerCase(Locale.ROOT);
            final boolean paragraphEnds = start.isEmpty() && kept.length() > 0;
            if (paragraphEnds || PAIR_MARKS.stream().anyMatch(start::startsWith)) {
                break;
            }
            kept.append(line).append('\n');
        }
        return kept.toString().strip();
    }

    private static String unquote(String text) {
        final String quotes = "\"'`“”‘’*_";
        String inner = text;
        while (inner.length() > 1
                && quotes.indexOf(inner.charAt(0)) >= 0
                && quotes.indexOf(inner.charAt(inner.length() - 1)) >= 0) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }
}
