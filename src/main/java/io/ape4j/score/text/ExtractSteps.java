package io.ape4j.score.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Steps that take the answer out of what a model said. Where what they look for is not there, {@code after} and
 * {@code code-block} leave the text as it is; the others end in an empty text.
 */
final class ExtractSteps {
    private ExtractSteps() {}

    static Map<String, TextSteps.Maker> makers() {
        return Map.ofEntries(
                Map.entry(
                        "first-line",
                        argument -> argument.none(
                                text -> filledLines(text).findFirst().orElse(""))),
                Map.entry(
                        "last-line",
                        argument -> argument.none(text -> filledLines(text)
                                .reduce((earlier, later) -> later)
                                .orElse(""))),
                Map.entry("first-sentence", argument -> argument.none(ExtractSteps::beforeFullStop)),
                Map.entry(
                        "first-word",
                        argument -> argument.none(text -> Words.first(text).orElse(""))),
                Map.entry(
                        "last-number",
                        argument -> argument.none(text ->
                                Numbers.last(text).map(Numbers.Found::plain).orElse(""))),
                Map.entry("json", argument -> argument.none(JsonText::firstValue)),
                Map.entry(
                        "code-block",
                        argument -> argument.none(
                                text -> CodeBlocks.in(text).findFirst().orElse(text))),
                Map.entry("after", ExtractSteps::after),
                Map.entry("strip-reasoning", argument -> argument.none(Reasoning::strip)),
                Map.entry("strip-quotes", argument -> argument.none(Quotes::strip)),
                Map.entry("strip-label", ExtractSteps::stripLabel));
    }

    private static Stream<String> filledLines(String text) {
        return text.lines().filter(line -> !Characters.trim(line).isEmpty());
    }

    private static String beforeFullStop(String text) {
        final int stop = text.indexOf('.');
        return stop < 0 ? text : text.substring(0, stop);
    }

    private static UnaryOperator<String> after(StepArgument argument) {
        final String marker = argument.text("\"####\"");
        return text -> {
            final int at = text.lastIndexOf(marker);
            return at < 0 ? text : text.substring(at + marker.length());
        };
    }

    private static UnaryOperator<String> stripLabel(StepArgument argument) {
        final List<String> labels = argument.texts("[Output, Answer]").stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return text -> withoutLabel(text, labels);
    }

    /** The label may be in Markdown's bold or italic, colon within or without. */
    private static String withoutLabel(String text, List<String> labels) {
        final int start = after(text, 0, "*_# ");
        for (final String label : labels) {
            final int end = start + label.length();
            if (text.regionMatches(true, start, label, 0, label.length())) {
                final int colon = after(text, end, "*_ ");
                if (colon < text.length() && text.charAt(colon) == ':') {
                    return text.substring(after(text, colon + 1, start == 0 ? " " : "*_ "));
                }
            }
        }
        return text;
    }

    private static int after(String text, int start, String skipped) {
        int at = start;
        while (at < text.length() && (skipped.indexOf(text.charAt(at)) >= 0 || Characters.isSpace(text.charAt(at)))) {
            at++;
        }
        return at;
    }
}
