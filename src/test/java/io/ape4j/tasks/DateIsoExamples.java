package io.ape4j.tasks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes the examples of the task {@code date-iso}: {@link DateIsoForms} of random dates, alone or in a sentence, and
 * cases written by hand.
 */
final class DateIsoExamples {
    static final String TASK = "date-iso";

    /** Sentences about what has been; the dates are from 1950 to 2023. */
    private static final List<String> PAST = List.of(
            "She was born on %s in Porto.",
            "The bridge was opened on %s after 3 years of work.",
            "Our dog came to us on %s.",
            "It last snowed here on %s, 14 centimetres in one night.",
            "The contract, signed on %s, has 12 pages.",
            "I have kept a diary since %s.",
            "The shop closed for good on %s.",
            "According to the log the pump failed on %s at 16:20.",
            "Grandfather's letter is dated %s.",
            "They moved into number 27 on %s.",
            "The photograph shows the harbour on %s.",
            "Until %s the ticket cost 2 crowns.",
            "Four of us finished the race on %s.",
            "The old mill burned down on %s, people say.",
            "His first concert was on %s before 200 guests.",
            "Page 5 of the register names %s as the day of the wedding.",
            "The team won 3-1 on %s.",
            "My passport was issued on %s.");

    /** Sentences about what is to come; the dates are from 2026 to 2045. */
    private static final List<String> FUTURE = List.of(
            "Please reply by %s at the latest.",
            "Best before %s.",
            "Your appointment with Dr Brandt is on %s at 10:45.",
            "The licence for 5 users expires on %s.",
            "Kick-off meeting: %s, room 14.",
            "The exhibition runs until %s.",
            "We fly home on %s, gate 31.",
            "The second instalment of 750 euros is due on %s.",
            "Term starts on %s for all 9 classes.",
            "Save the day: we marry on %s!",
            "From %s on, line 6 will stop at the zoo.",
            "The warranty ends on %s.",
            "Is %s a good day for you?",
            "Offer valid through %s while stocks last.");

    /** Text and answer; each was written and worked out by hand. */
    private static final Map<String, String> BY_HAND = Map.ofEntries(
            Map.entry("New Year's Eve 2019", "2019-12-31"),
            Map.entry("Christmas Day, 2022", "2022-12-25"),
            Map.entry("We got engaged on Valentine's Day 2014.", "2014-02-14"),
            Map.entry("The party was on Halloween 2017.", "2017-10-31"),
            Map.entry("New Year's Day of 2008", "2008-01-01"),
            Map.entry("Twins, born on leap day 1996!", "1996-02-29"),
            Map.entry("the last day of February 2023", "2023-02-28"),
            Map.entry("the last day of February 2024", "2024-02-29"),
            Map.entry("Rent is owed up to the last day of September 2001.", "2001-09-30"),
            Map.entry("the first day of April 2010", "2010-04-01"),
            Map.entry("the day after 31 December 2018", "2019-01-01"),
            Map.entry("the day before 1 March 2021", "2021-02-28"),
            Map.entry("the day before March 1, 2016", "2016-02-29"),
            Map.entry("two days after 27 February 2020", "2020-02-29"),
            Map.entry("one week before 5 January 2015", "2014-12-29"),
            Map.entry("three weeks after 20 June 2011", "2011-07-11"),
            Map.entry("They left ten days after 25 August 2003.", "2003-09-04"),
            Map.entry("the day after the 30th of April, 2007", "2007-05-01"),
            Map.entry("the first Monday of May 2022", "2022-05-02"),
            Map.entry("The vote was on the second Tuesday of November 2016.", "2016-11-08"),
            Map.entry("the third Thursday of January 2025", "2025-01-16"),
            Map.entry("the last Friday of October 2021", "2021-10-29"),
            Map.entry("Clocks changed on the last Sunday of March 2019.", "2019-03-31"),
            Map.entry("day 100 of 2021", "2021-04-10"),
            Map.entry("day 60 of 2020", "2020-02-29"),
            Map.entry("day 365 of 2013", "2013-12-31"),
            Map.entry("day 32 of 1984", "1984-02-01"),
            Map.entry("the fourth of July nineteen ninety-six", "1996-07-04"),
            Map.entry("May the fourth, two thousand and fifteen", "2015-05-04"),
            Map.entry("the thirty-first of August two thousand and one", "2001-08-31"),
            Map.entry("the first of November nineteen seventy-two", "1972-11-01"),
            Map.entry("The treaty was signed on March 3rd, '99.", "1999-03-03"),
            Map.entry("She left school on 9 July '87.", "1987-07-09"),
            Map.entry("He was born on Aug. 21st, '58, and still plays tennis.", "1958-08-21"),
            Map.entry("In 2006, on the 5th of October, the dam was finished.", "2006-10-05"),
            Map.entry("It was in the spring of 1994, on April 22 to be exact.", "1994-04-22"),
            Map.entry("The 2019 conference began on 17 September.", "2019-09-17"),
            Map.entry("on the 7th day of the 9th month of 2010", "2010-09-07"),
            Map.entry("month 8, day 15, year 1969", "1969-08-15"),
            Map.entry("Day: 6 / Month: 11 / Year: 1975", "1975-11-06"),
            Map.entry("year=2004 month=02 day=29", "2004-02-29"),
            Map.entry("{\"y\": 2012, \"m\": 7, \"d\": 30}", "2012-07-30"),
            Map.entry("My sons, both 12 on 2 August 2023, share a room.", "2023-08-02"),
            Map.entry("Room 14 is booked for 23 people on 8 December 2026 at 9:15.", "2026-12-08"),
            Map.entry("Order 20190405 was shipped on 6 April 2019.", "2019-04-06"),
            Map.entry("Version 3.1.2020 of the program came out on February 7, 2021.", "2021-02-07"),
            Map.entry("Flight 2490, 30 Nov 2024, gate 17, seat 12A", "2024-11-30"),
            Map.entry("The bill of 5/2018 is paid; it arrived on 11 June 2018.", "2018-06-11"),
            Map.entry("Sept. 5, 2011, was a Monday.", "2011-09-05"),
            Map.entry("1st Jan 1980, 00:00 hours", "1980-01-01"));

    private static final long SEED = 8_601L;
    private static final int ROUNDS_OF_OPEN_FORMS = 5;
    private static final int ROUNDS_OF_LATE_DAY_FORMS = 5;
    private static final int ROUNDS_OF_LONE_FORMS = 4;

    private final Random random = new Random(SEED);
    private final Set<LocalDate> used = new HashSet<>();
    private int sentences;

    private DateIsoExamples() {}

    /** Writes {@code tasks/date-iso/examples.jsonl} below the working directory. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(ExampleLine.file(TASK), ExampleLine.fileText(generate()), StandardCharsets.UTF_8);
    }

    static List<ExampleLine> generate() {
        return new DateIsoExamples().draw();
    }

    private List<ExampleLine> draw() {
        final List<ExampleLine> lines = new ArrayList<>();
        new TreeMap<>(BY_HAND).forEach((text, iso) -> lines.add(line(text, iso)));
        for (int round = 0; round < ROUNDS_OF_OPEN_FORMS; round++) {
            for (final Function<LocalDate, String> form : DateIsoForms.OPEN) {
                lines.add(random.nextInt(5) < 2 ? alone(form, 1) : inSentence(form, 1));
            }
        }
        for (int round = 0; round < ROUNDS_OF_LATE_DAY_FORMS; round++) {
            for (final Function<LocalDate, String> form : DateIsoForms.LATE_DAY) {
                lines.add(round % 2 == 0 ? alone(form, 13) : inSentence(form, 13));
            }
        }
        for (int round = 0; round < ROUNDS_OF_LONE_FORMS; round++) {
            for (final Function<LocalDate, String> form : DateIsoForms.ALONE) {
                lines.add(alone(form, 1));
            }
        }
        Collections.shuffle(lines, random);
        return lines;
    }

    private ExampleLine alone(Function<LocalDate, String> form, int earliestDay) {
        final LocalDate date = date(1950, 2045, earliestDay);
        return line(form.apply(date), date.toString());
    }

    private ExampleLine inSentence(Function<LocalDate, String> form, int earliestDay) {
        final int number = sentences++;
        final boolean past = number % 2 == 0;
        final List<String> frames = past ? PAST : FUTURE;
        final LocalDate date = past ? date(1950, 2023, earliestDay) : date(2026, 2045, earliestDay);
        final String frame = frames.get(number / 2 % frames.size());
        return line(frame.replace("%s", form.apply(date)), date.toString());
    }

    /** A date that has not been drawn yet. */
    private LocalDate date(int firstYear, int lastYear, int earliestDay) {
        while (true) {
            final LocalDate date = LocalDate.ofYearDay(firstYear + random.nextInt(lastYear - firstYear + 1), 1)
                    .plusDays(random.nextInt(365));
            if (date.getDayOfMonth() >= earliestDay && used.add(date)) {
                return date;
            }
        }
    }

    private static ExampleLine line(String text, String iso) {
        return new ExampleLine("text", text, List.of(iso));
    }
}
