package io.ape4j.tasks;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the date out of an example of {@code date-iso} by rules of its own, independent of what wrote it. Rules are
 * tried in order; the first that matches decides, so that distances ("the day after") come before plain dates, and
 * dates with a month's name before figures.
 */
final class DateIsoReader {
    private static final String MONTH = Stream.of(Month.values())
            .map(month -> month.name().toLowerCase(Locale.ROOT))
            .map(name -> name.substring(0, 3) + "(?:" + name.substring(3) + "|t)?\\.?")
            .collect(Collectors.joining("|", "(", ")"));
    private static final String YEAR =
            "((?:19|20)\\d\\d|'\\d\\d|nineteen [a-z]+(?:-[a-z]+)?|two thousand and [a-z]+(?:-[a-z]+)?)";
    private static final String WORDY_DAY = "[a-z]*(?:-)?(?:first|second|third|[a-z]+th|thirtieth|twentieth)";
    private static final String DAY = "(\\d{1,2}(?:st|nd|rd|th)?|" + WORDY_DAY + ")";
    private static final String WEEKDAY = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    private static final List<String> COUNT =
            List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final List<String> ORDINAL = List.of("", "first", "second", "third", "fourth", "fifth");
    private static final List<String> ROMAN =
            List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");
    private static final Map<String, Integer> WORDY_NUMBERS = wordyNumbers();

    private record Rule(Pattern pattern, Function<MatchResult, LocalDate> meaning) {}

    private static final List<Rule> RULES = List.of(
            rule("(the|one|two|three|ten) (day|week)s? (after|before) (?:the )?(.+)", DateIsoReader::distance),
            rule(
                    "last day of " + MONTH + " " + YEAR,
                    m -> YearMonth.of(year(m.group(2)), month(m.group(1))).atEndOfMonth()),
            rule(
                    "(first|second|third|fourth|last) " + WEEKDAY + " of " + MONTH + " " + YEAR,
                    m -> weekdayOf(m.group(1), m.group(2), YearMonth.of(year(m.group(4)), month(m.group(3))))),
            rule("first day of " + MONTH + " " + YEAR, m -> date(m.group(2), m.group(1), "1")),
            rule("new year's eve " + YEAR, m -> date(m.group(1), "december", "31")),
            rule("christmas day, " + YEAR, m -> date(m.group(1), "december", "25")),
            rule("valentine's day " + YEAR, m -> date(m.group(1), "february", "14")),
            rule("halloween " + YEAR, m -> date(m.group(1), "october", "31")),
            rule("new year's day of " + YEAR, m -> date(m.group(1), "january", "1")),
            rule("leap day " + YEAR, m -> date(m.group(1), "february", "29")),
            rule(
                    "^day (\\d+) of (\\d{4})$",
                    m -> LocalDate.of(Integer.parseInt(m.group(2)), 1, 1).plusDays(Integer.parseInt(m.group(1)) - 1L)),
            rule("(\\d+)th day of the (\\d+)th month of (\\d{4})", m -> figures(m.group(3), m.group(2), m.group(1))),
            rule("month (\\d+), day (\\d+), year (\\d{4})", m -> figures(m.group(3), m.group(1), m.group(2))),
            rule("day: (\\d+) / month: (\\d+) / year: (\\d{4})", m -> figures(m.group(3), m.group(2), m.group(1))),
            rule("year=(\\d+) month=(\\d+) day=(\\d+)", m -> figures(m.group(1), m.group(2), m.group(3))),
            rule("\"y\": (\\d+), \"m\": (\\d+), \"d\": (\\d+)", m -> figures(m.group(1), m.group(2), m.group(3))),
            rule(
                    "\\b" + DAY + "[ -]?(?:day )?(?:of )?" + MONTH + "(?:,? |-)?(?:in the year )?" + YEAR,
                    m -> date(m.group(3), m.group(2), m.group(1))),
            rule("\\b" + MONTH + " (?:the )?" + DAY + ",? " + YEAR, m -> date(m.group(3), m.group(1), m.group(2))),
            rule("\\b" + YEAR + "\\b.* " + DAY + " (?:of )?" + MONTH, m -> date(m.group(1), m.group(3), m.group(2))),
            rule("\\b" + YEAR + "\\b.* ?" + MONTH + " " + DAY, m -> date(m.group(1), m.group(2), m.group(3))),
            rule("(\\d{4})[-/.](\\d\\d)[-/.](\\d\\d)", m -> figures(m.group(1), m.group(2), m.group(3))),
            rule("^(\\d{4})(\\d\\d)(\\d\\d)$", m -> figures(m.group(1), m.group(2), m.group(3))),
            rule("\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})", m -> figures(m.group(3), m.group(2), m.group(1))),
            rule("\\b(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4})", DateIsoReader::lateDay),
            rule(
                    "^(\\d{1,2}) ([ivx]+) (\\d{4})$",
                    m -> figures(
                            m.group(3),
                            Integer.toString(ROMAN.indexOf(m.group(2).toUpperCase(Locale.ROOT))),
                            m.group(1))));

    private DateIsoReader() {}

    /** The one date that the text means. */
    static LocalDate read(String text) {
        final String lower = text.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .map(rule -> rule.pattern().matcher(lower).results().findFirst().map(rule.meaning()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule reads \"" + text + "\""));
    }

    /** The weekday that stands next to a plain date, if one does. */
    static Optional<DayOfWeek> weekday(String text) {
        final List<DayOfWeek> named = new ArrayList<>();
        for (final DayOfWeek day : DayOfWeek.values()) {
            final String name = day.name().toLowerCase(Locale.ROOT);
            if (Pattern.compile("\\b" + name.substring(0, 3) + "(" + name.substring(3) + ")?\\b")
                    .matcher(text.toLowerCase(Locale.ROOT))
                    .find()) {
                named.add(day);
            }
        }
        return named.stream().findFirst();
    }

    private static Rule rule(String regex, Function<MatchResult, LocalDate> meaning) {
        return new Rule(Pattern.compile(regex), meaning);
    }

    private static LocalDate distance(MatchResult match) {
        final int count = Math.max(1, COUNT.indexOf(match.group(1)));
        final int days = count * (match.group(2).equals("week") ? 7 : 1);
        return read(match.group(4)).plusDays(match.group(3).equals("after") ? days : -days);
    }

    private static LocalDate weekdayOf(String ordinal, String weekday, YearMonth month) {
        final List<LocalDate> hits = Stream.iterate(month.atDay(1), day -> day.plusDays(1))
                .limit(month.lengthOfMonth())
                .filter(day -> day.getDayOfWeek().name().equalsIgnoreCase(weekday))
                .toList();
        return ordinal.equals("last") ? hits.get(hits.size() - 1) : hits.get(ORDINAL.indexOf(ordinal) - 1);
    }

    /** Day and month in either order, told apart by the day being over 12. */
    private static LocalDate lateDay(MatchResult match) {
        final int first = Integer.parseInt(match.group(1));
        final int second = Integer.parseInt(match.group(2));
        if (first <= 12 == second <= 12) {
            throw new IllegalArgumentException("ambiguous: " + match.group());
        }
        return LocalDate.of(Integer.parseInt(match.group(3)), Math.min(first, second), Math.max(first, second));
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(year(year), month(month), number(day));
    }

    private static LocalDate figures(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static Month month(String name) {
        return Stream.of(Month.values())
                .filter(month -> month.name().toLowerCase(Locale.ROOT).startsWith(name.substring(0, 3)))
                .findFirst()
                .orElseThrow();
    }

    private static int year(String text) {
        if (text.startsWith("'")) {
            return 1900 + Integer.parseInt(text.substring(1));
        }
        if (text.startsWith("nineteen ")) {
            return 1900 + number(text.substring("nineteen ".length()));
        }
        return text.startsWith("two thousand and ")
                ? 2000 + number(text.substring("two thousand and ".length()))
                : Integer.parseInt(text);
    }

    private static int number(String text) {
        final Integer wordy = WORDY_NUMBERS.get(text);
        return wordy == null ? Integer.parseInt(text.replaceAll("[a-z]", "")) : wordy;
    }

    /** The cardinal and ordinal words that the examples use, by their value. */
    private static Map<String, Integer> wordyNumbers() {
        final String ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
                + "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
                + "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth "
                + "twenty-ninth thirtieth thirty-first";
        final List<String> words = Pattern.compile(" ").splitAsStream(ordinals).toList();
        final Map<String, Integer> numbers =
                words.stream().collect(Collectors.toMap(Function.identity(), word -> words.indexOf(word) + 1));
        numbers.putAll(Map.of("one", 1, "fifteen", 15, "seventy-two", 72, "ninety-six", 96));
        return numbers;
    }
}
