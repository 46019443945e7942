package io.ape4j.tasks;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The ways in which {@link DateIsoExamples} writes a date. Every one of them can be read in one way only. */
final class DateIsoForms {
    private static final List<String> ROMAN_MONTHS =
            List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first");

    /** Forms that fit into a sentence, and stand alone as well. */
    static final List<Function<LocalDate, String>> OPEN = List.of(
            pattern("d MMMM yyyy"),
            pattern("MMMM d, yyyy"),
            date -> pattern("d ").apply(date)
                    + shortMonth(date)
                    + pattern(" yyyy").apply(date),
            date -> shortMonth(date)
                    + (date.getMonth() == Month.MAY ? "" : ".")
                    + pattern(" d, yyyy").apply(date),
            pattern("EEEE, d MMMM yyyy"),
            pattern("EEEE, MMMM d, yyyy"),
            date -> pattern("EEE d ").apply(date)
                    + shortMonth(date)
                    + pattern(" yyyy").apply(date),
            date -> pattern("d-").apply(date)
                    + shortMonth(date)
                    + pattern("-yyyy").apply(date),
            pattern("yyyy/MM/dd"),
            pattern("yyyy.MM.dd"),
            pattern("d.M.yyyy"),
            pattern("dd.MM.yyyy"),
            date -> ordinalNumber(date) + pattern(" MMMM yyyy").apply(date),
            date -> "the " + ordinalNumber(date) + pattern(" 'of' MMMM, yyyy").apply(date),
            date -> pattern("MMMM ").apply(date)
                    + ordinalNumber(date)
                    + pattern(", yyyy").apply(date),
            date -> pattern("EEEE, MMMM 'the' ").apply(date)
                    + ordinalNumber(date)
                    + pattern(", yyyy").apply(date),
            date -> "the " + ordinalWord(date) + pattern(" 'of' MMMM yyyy").apply(date),
            date -> pattern("MMMM 'the' ").apply(date)
                    + ordinalWord(date)
                    + pattern(", yyyy").apply(date),
            date -> "the " + ordinalNumber(date)
                    + pattern(" 'day of' MMMM 'in the year' yyyy").apply(date));

    /** Forms with the day over 12, so that day and month can't be exchanged; for sentences, too. */
    static final List<Function<LocalDate, String>> LATE_DAY =
            List.of(pattern("M/d/yyyy"), pattern("d/M/yyyy"), pattern("dd-MM-yyyy"), pattern("MM-dd-yyyy"));

    /** Forms that stand alone: stamps, logs, shouting. */
    static final List<Function<LocalDate, String>> ALONE = List.of(
            pattern("yyyyMMdd"),
            date -> pattern("dd").apply(date)
                    + shortMonth(date).toUpperCase(Locale.ROOT)
                    + pattern("yyyy").apply(date),
            date -> pattern("d MMMM yyyy").apply(date).toUpperCase(Locale.ROOT),
            date -> pattern("MMMM d yyyy").apply(date).toLowerCase(Locale.ROOT),
            date -> date.getDayOfMonth() + " " + ROMAN_MONTHS.get(date.getMonthValue() - 1) + " " + date.getYear(),
            date -> date + "T" + clock(date) + ":00Z",
            date -> "[" + date + " " + clock(date) + "] backup finished",
            pattern("yyyy, MMMM d"),
            date -> pattern("yyyy ").apply(date)
                    + shortMonth(date)
                    + pattern(" dd").apply(date),
            date -> pattern("EEE, dd ").apply(date) + shortMonth(date)
                    + pattern(" yyyy ").apply(date) + clock(date) + ":00 +0000",
            date -> date.getYear() + ", on the " + ordinalNumber(date)
                    + pattern(" 'of' MMMM").apply(date));

    private DateIsoForms() {}

    private static Function<LocalDate, String> pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)::format;
    }

    /** Three letters; the JDK's own short names differ between its versions. */
    private static String shortMonth(LocalDate date) {
        return pattern("MMMM").apply(date).substring(0, 3);
    }

    private static String ordinalNumber(LocalDate date) {
        final int day = date.getDayOfMonth();
        if (day >= 11 && day <= 13) {
            return day + "th";
        }
        return day
                + switch (day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    private static String ordinalWord(LocalDate date) {
        return ORDINALS.get(date.getDayOfMonth() - 1);
    }

    /** Some time of the day between 8:00 and 19:59, which follows from the date. */
    private static String clock(LocalDate date) {
        return String.format(Locale.ROOT, "%02d:%02d", 8 + date.getDayOfYear() % 12, date.getDayOfYear() % 60);
    }
}
