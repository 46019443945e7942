package io.ape4j.tasks;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the examples of the task {@code number-words}: numbers up to 999,999 in figures, and their British wording.
 * The draw is stratified by the number of digits, and numbers with inner zeros are put in by hand.
 */
final class NumberWordsExamples {
    static final String TASK = "number-words";

    private static final long SEED = 20_210_312L;
    private static final List<String> BELOW_TWENTY = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> BY_HAND = List.of(
            "0", "8", "12", "15", "40", "90", "100", "110", "505", "999", "1000", "1001", "1010", "1100", "1999",
            "2000", "4007", "8080", "10000", "12013", "30000", "50505", "70070", "100000", "100001", "100100", "300020",
            "640000", "900040", "999999", "0.5", "2.50", "3.14", "10.01", "0.007", "12.12", "100.9", "6.66", "45.045",
            "1000.1", "7.0", "0.25", "-1", "-17", "-40", "-115", "-2008", "-31000", "-0.3", "-6.75");

    private final Random random = new Random(SEED);

    private NumberWordsExamples() {}

    /** Writes {@code tasks/number-words/examples.jsonl} below the working directory. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(ExampleLine.file(TASK), ExampleLine.fileText(generate()), StandardCharsets.UTF_8);
    }

    static List<ExampleLine> generate() {
        return new NumberWordsExamples().draw();
    }

    private List<ExampleLine> draw() {
        final Set<String> figures = new LinkedHashSet<>(BY_HAND);
        addIntegers(figures, 26, 21, 99);
        addIntegers(figures, 40, 101, 999);
        addIntegers(figures, 36, 1_001, 9_999);
        addIntegers(figures, 28, 10_001, 99_999);
        addIntegers(figures, 20, 100_001, 999_998);
        final List<String> mixed = new ArrayList<>(figures);
        Collections.shuffle(mixed, random);
        return mixed.stream().map(this::example).toList();
    }

    private void addIntegers(Set<String> figures, int count, int lowest, int highest) {
        final int wanted = figures.size() + count;
        while (figures.size() < wanted) {
            figures.add(Integer.toString(lowest + random.nextInt(highest - lowest + 1)));
        }
    }

    private ExampleLine example(String figures) {
        final String unsigned = figures.replace("-", "");
        final String words = words(unsigned);
        final List<String> outputs =
                figures.startsWith("-") ? List.of("minus " + words, "negative " + words) : List.of(words);
        return new ExampleLine("number", written(figures), outputs);
    }

    /** Half of the longer integers get a comma between the thousands. */
    private String written(String figures) {
        final boolean comma = random.nextBoolean();
        if (!comma || figures.contains(".") || figures.length() < 4) {
            return figures;
        }
        return String.format(Locale.ROOT, "%,d", new BigDecimal(figures).intValueExact());
    }

    private static String words(String unsigned) {
        final int point = unsigned.indexOf('.');
        if (point < 0) {
            return words(Integer.parseInt(unsigned));
        }
        final String decimals = unsigned.substring(point + 1)
                .chars()
                .mapToObj(digit -> BELOW_TWENTY.get(digit - '0'))
                .collect(Collectors.joining(" "));
        return words(Integer.parseInt(unsigned.substring(0, point))) + " point " + decimals;
    }

    private static String words(int number) {
        if (number < 20) {
            return BELOW_TWENTY.get(number);
        }
        if (number < 100) {
            return TENS.get(number / 10) + (number % 10 == 0 ? "" : "-" + words(number % 10));
        }
        if (number < 1_000) {
            return words(number / 100) + " hundred" + (number % 100 == 0 ? "" : " and " + words(number % 100));
        }
        return words(number / 1_000) + " thousand" + afterThousands(number % 1_000);
    }

    private static String afterThousands(int rest) {
        if (rest == 0) {
            return "";
        }
        return (rest < 100 ? " and " : " ") + words(rest);
    }
}
