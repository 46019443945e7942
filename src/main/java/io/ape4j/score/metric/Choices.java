package io.ape4j.score.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ape4j.score.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What can be chosen from, and how an answer says which.
 *
 * @param markers letter or number of each choice, upper case
 * @param texts of the choices, in the same order
 */
record Choices(List<String> markers, List<String> texts) {
    private static final Pattern MARKED = Pattern.compile("[(\\[]?([A-Za-z]|\\d{1,2})[)\\].:]\\s+(.*)");
    private static final Pattern ALONE = Pattern.compile("[^\\pL\\pN]*([A-Za-z]|\\d{1,2})[^\\pL\\pN]*");
    private static final Pattern LEADING = Pattern.compile("[^\\pL\\pN]*([A-Za-z]|\\d{1,2})[)\\].:*](?s:.*)");
    private static final Pattern SAID = Pattern.compile(
            "(?i:\\b(?:answer|choice|option)(?:\\s+is)?)\\s*:?\\s*[(\\[*\"]*([A-Z]|\\d{1,2})(?:$|[^\\pL\\pN'])");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Choices in a field: a JSON list of texts, or one a line, each with or without its own marker. */
    static Choices ofField(String field) {
        final List<String> lines = lines(field);
        final List<Matcher> marked = lines.stream().map(MARKED::matcher).toList();
        if (marked.stream().allMatch(Matcher::matches)) {
            return new Choices(
                    marked.stream().map(m -> upper(m.group(1))).toList(),
                    marked.stream().map(m -> m.group(2)).toList());
        }
        return ofTexts(lines);
    }

    /** Choices with the markers A, B, ... in order; texts that are letters or numbers themselves are their own markers. */
    static Choices ofTexts(List<String> texts) {
        if (texts.stream().allMatch(text -> ALONE.matches(text))) {
            return new Choices(texts.stream().map(Choices::upper).toList(), texts);
        }
        return new Choices(
                IntStream.range(0, texts.size()).mapToObj(Choices::letter).toList(), texts);
    }

    private static String letter(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : String.valueOf(index + 1);
    }

    private static List<String> lines(String field) {
        if (field.strip().startsWith("[")) {
            try {
                return Arrays.asList(JSON.readValue(field, String[].class));
            } catch (JsonProcessingException e) {
                // One choice a line may start with a bracket too: [A] Paris.
                return filledLines(field);
            }
        }
        return filledLines(field);
    }

    private static List<String> filledLines(String field) {
        return field.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /**
     * Index of the choice that an answer names: by its text alone; by its marker alone, leading ({@code B) Paris}) or
     * after "answer", "choice" or "option"; or by being the only choice whose text occurs in the answer at word
     * boundaries. Absent if it names none, or several.
     */
    OptionalInt chosen(String answer, UnaryOperator<String> normalise) {
        final String comparable = normalise.apply(answer);
        final List<String> comparableTexts = texts.stream().map(normalise).toList();
        final int same = comparableTexts.indexOf(comparable);
        if (same >= 0) {
            return OptionalInt.of(same);
        }
        final OptionalInt marked = byMarker(answer);
        if (marked.isPresent()) {
            return marked;
        }
        final int[] within = IntStream.range(0, texts.size())
                .filter(i -> !comparableTexts.get(i).isEmpty() && Words.contain(comparable, comparableTexts.get(i)))
                .toArray();
        return within.length == 1 ? OptionalInt.of(within[0]) : OptionalInt.empty();
    }

    private OptionalInt byMarker(String answer) {
        for (final Pattern pattern : List.of(ALONE, LEADING)) {
            final Matcher matcher = pattern.matcher(answer);
            if (matcher.matches() && markers.contains(upper(matcher.group(1)))) {
                return OptionalInt.of(markers.indexOf(upper(matcher.group(1))));
            }
        }
        final Matcher said = SAID.matcher(answer);
        OptionalInt last = OptionalInt.empty();
        while (said.find()) {
            final int index = markers.indexOf(said.group(1));
            last = index >= 0 ? OptionalInt.of(index) : last;
        }
        return last;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
