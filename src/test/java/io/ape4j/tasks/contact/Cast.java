package io.ape4j.tasks.contact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Who plays in a message: the contact ({@code name}, {@code company}, {@code email}, {@code phone}) and somebody else
 * ({@code name2} and so on).
 *
 * @param values by slot
 */
record Cast(Map<String, String> values) {
    private static final List<String> PRIVATE_HOSTS =
            List.of("mailbox.example", "letters.example", "post.example", "example.org", "example.net");

    Cast {
        values = Map.copyOf(values);
    }

    /** Draws one of women ({@code f}), men ({@code m}) or either. */
    static Cast draw(String gender, boolean atCompany, Random random) {
        final boolean women = gender.equals("f") || (gender.equals("-") && random.nextBoolean());
        final List<String> given = two(women ? People.WOMEN : People.MEN, random);
        final List<String> surnames = two(People.SURNAMES, random);
        final List<String> companies = two(People.COMPANIES, random);
        final List<String> hosts = two(PRIVATE_HOSTS, random);
        final String first = given.get(0);
        final String last = surnames.get(0);
        return new Cast(Map.ofEntries(
                Map.entry("name", first + " " + last),
                Map.entry("surname", last),
                Map.entry("oldname", first + " " + surnames.get(1)),
                Map.entry("name2", given.get(1) + " " + surnames.get(1)),
                Map.entry("company", companies.get(0)),
                Map.entry("company2", companies.get(1)),
                Map.entry("email", address(first, last, random) + "@" + host(atCompany, companies.get(0), hosts)),
                Map.entry("oldemail", address(first, last, random) + "@" + hosts.get(1)),
                Map.entry(
                        "email2",
                        address(given.get(1), surnames.get(1), random) + "@"
                                + host(atCompany, companies.get(0), hosts)),
                Map.entry("phone", phone(random)),
                Map.entry("phone2", phone(random))));
    }

    String of(String slot) {
        return Objects.requireNonNull(values.get(slot), slot);
    }

    private static List<String> two(List<String> from, Random random) {
        final List<String> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 2);
    }

    private static String host(boolean atCompany, String company, List<String> hosts) {
        return atCompany ? company.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + ".example" : hosts.get(0);
    }

    private static String address(String given, String surname, Random random) {
        final String first = given.toLowerCase(Locale.ROOT);
        final String last = surname.toLowerCase(Locale.ROOT);
        return switch (random.nextInt(5)) {
            case 0 -> first + "." + last;
            case 1 -> first.charAt(0) + "." + last;
            case 2 -> last;
            case 3 -> last + "." + first;
            default -> first.charAt(0) + last;
        };
    }

    private static String phone(Random random) {
        final StringBuilder result = new StringBuilder();
        ContactExamples.picked(People.PHONES, random)
                .chars()
                .map(c -> c == '#' ? '0' + random.nextInt(10) : c)
                .forEach(c -> result.append((char) c));
        return result.toString();
    }
}
