package io.ape4j.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts units by a table of its own, to check the answers of {@code unit-conversion}, which were worked out from
 * formulas written by hand. It understands questions that name amounts in figures and one other
 * unit, and give no factor themselves.
 */
final class UnitConversionReader {
    /** Dimension, size in the dimension's base unit, names. Temperatures are handled apart. */
    private static final List<String> TABLE = List.of(
            "length 1 m|metre|metres",
            "length 1000 km|kilometre|kilometres",
            "length 0.1 decimetres",
            "length 0.01 cm|centimetre|centimetres",
            "length 0.001 mm|millimetre|millimetres",
            "length 0.000001 micrometres",
            "length 0.000000001 nanometres",
            "length 0.0254 inch|inches",
            "length 0.1016 hands",
            "length 0.3048 ft|foot|feet",
            "length 0.9144 yard|yards",
            "length 1.8288 fathoms",
            "length 201.168 furlongs",
            "length 1609.344 mile|miles",
            "length 1852 nautical miles",
            "mass 1 g|gram|grams",
            "mass 0.001 mg|milligrams",
            "mass 0.000001 micrograms",
            "mass 1000 kg|kilogram|kilograms",
            "mass 1000000 tonne|tonnes",
            "mass 453.59237 lb|pound|pounds",
            "mass 28.349523125 ounce|ounces",
            "mass 6350.29318 stone",
            "volume 1 litre|litres",
            "volume 0.1 decilitres",
            "volume 0.01 cl|centilitres",
            "volume 0.001 ml|millilitres|cm³|cubic centimetres",
            "volume 1000 m³|cubic metres",
            "volume 28.316846592 cubic feet",
            "volume 3.785411784 us gallon|us gallons",
            "volume 4.54609 uk gallons",
            "volume 0.946352946 quarts (us)|us quarts",
            "volume 0.473176473 us pints",
            "volume 0.2365882365 cups (us)|us cups",
            "volume 0.0295735295625 fluid ounces (us)|us fluid ounces|fl oz (us)",
            "time 1 s|second|seconds",
            "time 0.001 milliseconds",
            "time 60 min|minute|minutes",
            "time 3600 h|hour|hours",
            "time 86400 day|days",
            "time 604800 week|weeks",
            "area 1 m²|square metre|square metres",
            "area 0.0001 square centimetres",
            "area 0.000001 square millimetres",
            "area 10000 ha|hectares",
            "area 1000000 km²|square kilometre|square kilometres",
            "area 0.09290304 square feet",
            "area 0.00064516 square inches",
            "area 0.83612736 square yards",
            "area 4046.8564224 acres",
            "area 2589988.110336 square mile",
            "speed 1 m/s|metres per second",
            "speed 0.277777777777778 km/h|kilometres per hour",
            "speed 0.44704 mph",
            "speed 0.514444444444444 knots",
            "speed 0.00508 feet per minute",
            "data 1 bits",
            "data 8 bytes",
            "data 8192 kib",
            "data 1000000000 gigabits",
            "data 8000000000 gigabytes",
            "pressure 1 pascals",
            "pressure 100 hpa|hectopascals",
            "pressure 1000 kilopascals",
            "pressure 6894.757293168 psi",
            "pressure 100000 bar",
            "energy 1 joules",
            "energy 1000 kj|kilojoules",
            "energy 1000000 mj|megajoules",
            "energy 3600000 kwh",
            "energy 3600000000 mwh",
            "power 1 w",
            "power 1000 kilowatts",
            "frequency 1 hertz",
            "frequency 1000000 mhz",
            "frequency 1000000000 ghz",
            "frequency 0.0166666666666667 rpm",
            "frequency 1 revolutions per second",
            "voltage 1 volts",
            "voltage 0.001 millivolts",
            "angle 1 degrees",
            "angle 360 turns",
            "angle 57.2957795130823 radians",
            "money 1 cents",
            "money 100 euros");

    private static final String CELSIUS = "°c|celsius|degrees celsius|celsius scale";
    private static final String FAHRENHEIT = "°f|fahrenheit|degrees fahrenheit";
    private static final String KELVIN = "k|kelvin";

    /** A unit: its dimension and its size. */
    private record Unit(String dimension, double size) {}

    private static final Map<String, Unit> UNITS = units();
    private static final Pattern MENTION = Pattern.compile("(?:(-?\\d[\\d,]*(?:\\.\\d+)?)[ -]?)?(?<![\\p{L}/])("
            + UNITS.keySet().stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")(?![\\p{L}/³²])");

    private UnitConversionReader() {}

    /** The answer, or nothing where the question is put in a way that this reader does not know. */
    static OptionalDouble answer(String question) {
        if (question.contains("=")) {
            return OptionalDouble.empty();
        }
        final Matcher matcher = MENTION.matcher(question.toLowerCase(Locale.ROOT));
        final List<Unit> wanted = new ArrayList<>();
        final List<Unit> given = new ArrayList<>();
        double sum = 0;
        while (matcher.find()) {
            final Unit unit = UNITS.get(matcher.group(2));
            final String amount = matcher.group(1);
            if (unit == null || amount == null) {
                wanted.add(unit == null ? new Unit("", 0) : unit);
                continue;
            }
            given.add(unit);
            sum += inBase(unit, Double.parseDouble(amount.replace(",", "")));
        }
        final List<Unit> targets = wanted.stream().distinct().toList();
        if (targets.size() != 1 || given.isEmpty() || mixed(given, targets.get(0))) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(fromBase(targets.get(0), sum));
    }

    private static boolean mixed(List<Unit> given, Unit target) {
        return given.stream().anyMatch(unit -> !unit.dimension().equals(target.dimension()));
    }

    private static double inBase(Unit unit, double amount) {
        if (!unit.dimension().equals("temperature")) {
            return amount * unit.size();
        }
        return unit.size() == 0 ? (amount + 459.67) / 1.8 : amount + unit.size();
    }

    private static double fromBase(Unit unit, double base) {
        if (!unit.dimension().equals("temperature")) {
            return base / unit.size();
        }
        return unit.size() == 0 ? base * 1.8 - 459.67 : base - unit.size();
    }

    private static Map<String, Unit> units() {
        final Map<String, Unit> units = new TreeMap<>();
        for (final String row : TABLE) {
            final int first = row.indexOf(' ');
            final int second = row.indexOf(' ', first + 1);
            final double size = Double.parseDouble(row.substring(first + 1, second));
            add(units, row.substring(second + 1), new Unit(row.substring(0, first), size));
        }
        // The size of a temperature is what is added to reach kelvin; 0 stands for Fahrenheit.
        add(units, CELSIUS, new Unit("temperature", 273.15));
        add(units, FAHRENHEIT, new Unit("temperature", 0));
        add(units, KELVIN, new Unit("temperature", 1e-12));
        return units;
    }

    private static void add(Map<String, Unit> units, String names, Unit unit) {
        Pattern.compile("\\|").splitAsStream(names).forEach(name -> units.put(name, unit));
    }
}
