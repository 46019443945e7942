package io.ape4j.score.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Steps that make texts comparable. Each but {@code drop-text} changes nothing when it is applied a second time. */
final class NormaliseSteps {
    private static final Set<Integer> HYPHENS = Set.of((int) '-', 0x2010, 0x2011);
    private static final int FIRST_COMBINING_DIACRITIC = 0x0300;
    private static final int LAST_COMBINING_DIACRITIC = 0x036F;

    private NormaliseSteps() {}

    static Map<String, TextSteps.Maker> makers() {
        return Map.of(
                "trim", argument -> argument.none(Characters::trim),
                "lower-case", argument -> argument.none(text -> text.toLowerCase(Locale.ROOT)),
                "strip-punctuation", NormaliseSteps::stripPunctuation,
                "hyphen-as-space", argument -> argument.none(NormaliseSteps::hyphenAsSpace),
                "collapse-spaces", argument -> argument.none(NormaliseSteps::collapseSpaces),
                "drop-words", NormaliseSteps::dropWords,
                "drop-text", NormaliseSteps::dropText,
                "strip-accents", argument -> argument.none(NormaliseSteps::stripAccents),
                "number-format", argument -> argument.none(Numbers::withoutGroups));
    }

    private static UnaryOperator<String> stripPunctuation(StepArgument argument) {
        if (argument.isAbsent() || argument.value().equals("ascii")) {
            return text -> Characters.without(text, Characters::isAsciiPunctuation);
        }
        if (argument.value().equals("unicode")) {
            return text -> Characters.without(
                    text, c -> Characters.isAsciiPunctuation(c) || Characters.isUnicodePunctuation(c));
        }
        throw argument.wrong("takes no argument, ascii (the 32 ASCII signs) or unicode (these and category P)");
    }

    private static String hyphenAsSpace(String text) {
        return text.codePoints()
                .map(c -> HYPHENS.contains(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String collapseSpaces(String text) {
        final StringBuilder result = new StringBuilder(text.length());
        boolean afterSpace = false;
        for (int at = 0; at < text.length(); ) {
            final int codePoint = text.codePointAt(at);
            final boolean space = Characters.isSpace(codePoint);
            if (!space) {
                result.appendCodePoint(codePoint);
            } else if (!afterSpace) {
                result.append(' ');
            }
            afterSpace = space;
            at += Character.charCount(codePoint);
        }
        return result.toString();
    }

    private static UnaryOperator<String> dropWords(StepArgument argument) {
        final Set<String> words = Set.copyOf(argument.texts("[a, an, the]"));
        for (final String word : words) {
            if (!Words.of(word).equals(List.of(word))) {
                throw argument.wrong("drops whole words and \"" + word + "\" is not one; drop-text drops any text");
            }
        }
        return text -> withoutWords(text, words);
    }

    private static String withoutWords(String text, Set<String> words) {
        final StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (final Words.Span span : Words.spans(text)) {
            if (words.contains(text.substring(span.start(), span.end()))) {
                result.append(text, done, span.start()).append(' ');
                done = span.end();
            }
        }
        return result.append(text, done, text.length()).toString();
    }

    private static UnaryOperator<String> dropText(StepArgument argument) {
        final List<String> dropped = argument.texts("[\" and \", \"Sentence 1:\"]");
        return text -> {
            String result = text;
            for (final String part : dropped) {
                result = result.replace(part, " ");
            }
            return result;
        };
    }

    /** Leaves the marks of scripts whose vowels are marks. */
    private static String stripAccents(String text) {
        final String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        return Normalizer.normalize(
                Characters.without(apart, c -> c >= FIRST_COMBINING_DIACRITIC && c <= LAST_COMBINING_DIACRITIC),
                Normalizer.Form.NFC);
    }
}
