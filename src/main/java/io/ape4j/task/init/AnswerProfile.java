package io.ape4j.task.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the right answers of a new task look like, and a metric that fits them.
 *
 * @param labels the closed set of answers; empty if they seem open
 * @param maxTokens enough for the longest
 * @param metricType a metric
 * @param extract names of extraction steps
 * @param normalise names of normalisation steps
 */
record AnswerProfile(
        List<String> labels, int maxTokens, String metricType, List<String> extract, List<String> normalise) {
    private static final int MOST_LABELS = 20;
    private static final int LEAST_PER_LABEL = 3;
    private static final int LONGEST_LABEL_CHARS = 40;
    private static final int LONGEST_SHORT_WORDS = 6;
    /** Tokens are seldom shorter on average. */
    private static final int CHARS_PER_TOKEN = 3;

    private static final int SPARE_TOKENS = 8;
    private static final int MOST_TOKENS = 2048;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,30}(?:[.][0-9]{1,30})?");
    private static final Pattern ASCII_PUNCTUATION = Pattern.compile("\\p{Punct}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final JsonMapper JSON = new JsonMapper();

    static AnswerProfile of(List<List<String>> references) {
        final List<String> all = references.stream()
                .flatMap(Collection::stream)
                .map(String::strip)
                .toList();
        final Set<String> distinct = new TreeSet<>(all);
        final boolean oneLine = distinct.stream().noneMatch(text -> text.contains("\n"));
        final int longest = distinct.stream().mapToInt(String::length).max().orElse(1);
        final int tokens = Math.min(
                MOST_TOKENS,
                (longest / CHARS_PER_TOKEN + SPARE_TOKENS + SPARE_TOKENS - 1) / SPARE_TOKENS * SPARE_TOKENS);

        if (isClosedSet(distinct, all.size(), oneLine, longest)) {
            return new AnswerProfile(List.copyOf(distinct), tokens, "exact-match", firstLine(), looseSteps(distinct));
        }
        if (distinct.stream().allMatch(NUMBER.asMatchPredicate())) {
            return new AnswerProfile(List.of(), tokens, "numeric", List.of("last-number"), List.of());
        }
        if (distinct.stream().allMatch(AnswerProfile::isJsonObject)) {
            return new AnswerProfile(List.of(), tokens, "json-fields", List.of("json"), List.of());
        }
        if (oneLine && distinct.stream().allMatch(text -> SPACE.split(text, -1).length <= LONGEST_SHORT_WORDS)) {
            return new AnswerProfile(List.of(), tokens, "exact-match", firstLine(), looseSteps(distinct));
        }
        return new AnswerProfile(
                List.of(), tokens, "token-f1", oneLine ? firstLine() : List.of(), looseSteps(distinct));
    }

    private static boolean isClosedSet(Set<String> distinct, int answers, boolean oneLine, int longest) {
        return oneLine
                && distinct.size() > 1
                && distinct.size() <= MOST_LABELS
                && answers >= LEAST_PER_LABEL * distinct.size()
                && longest <= LONGEST_LABEL_CHARS
                && !distinct.contains("");
    }

    private static List<String> firstLine() {
        return List.of("first-line", "strip-quotes");
    }

    /** Steps that forgive, as far as they keep different answers apart and leave something of each. */
    private static List<String> looseSteps(Set<String> distinct) {
        final UnaryOperator<String> lower = text -> text.toLowerCase(Locale.ROOT);
        final UnaryOperator<String> bare =
                text -> SPACE.matcher(ASCII_PUNCTUATION.matcher(text).replaceAll(""))
                        .replaceAll(" ")
                        .strip();
        if (keepsApart(distinct, text -> bare.apply(lower.apply(text)))) {
            return List.of("trim", "lower-case", "strip-punctuation");
        }
        return keepsApart(distinct, lower) ? List.of("trim", "lower-case") : List.of("trim");
    }

    private static boolean keepsApart(Set<String> distinct, UnaryOperator<String> step) {
        final Set<String> changed = distinct.stream().map(step).collect(Collectors.toCollection(HashSet::new));
        return changed.size() == distinct.size() && !changed.contains("");
    }

    private static boolean isJsonObject(String text) {
        try {
            return text.startsWith("{") && JSON.readTree(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
