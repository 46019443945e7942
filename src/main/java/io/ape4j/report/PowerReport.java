package io.ape4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.stats.Interval;
import io.ape4j.stats.Power;
import io.ape4j.stats.SampleSize;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the final test of a task could show, for people and for scripts.
 *
 * @param task its name
 * @param examples in {@code test}, as many as are used
 * @param power with its assumptions
 * @param source where the assumptions come from, in words
 * @param gains to speak of, as shares: .1 is ten points
 */
public record PowerReport(String task, int examples, Power power, String source, List<Double> gains) {
    private static final double POINTS = 100;
    /** Decimal fractions are off by less. */
    private static final double ROUNDING = 1e-6;

    public PowerReport {
        gains = List.copyOf(gains);
    }

    /** One line for the start of a search; {@code where} is the task as a user names it. */
    public static String line(int examples, Power power, String where) {
        final OptionalDouble gain = power.smallestGain(examples);
        final String what = gain.isPresent()
                ? "a gain of " + Power.points(gain.getAsDouble()) + " points or more will show (" + Power.OFTEN + ")"
                : "hardly any gain will show";
        return "with " + examples + " test examples " + what + "; see: ape power " + Shown.argument(where);
    }

    /** Some lines for people. */
    public String text() {
        final List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "task      %s: %d test examples, %s at %.2f", task, examples, method(), Interval.ALPHA));
        lines.add("assumed   " + assumed() + " (" + source + ")");
        final OptionalDouble smallest = power.smallestGain(examples);
        lines.add(
                smallest.isPresent()
                        ? "shows     a gain of " + Power.points(smallest.getAsDouble()) + " points or more, "
                                + Power.OFTEN
                        : "shows     hardly any gain: not even the largest that there is room for, " + Power.OFTEN);
        lines.add(String.format(
                Locale.ROOT, "room      %.0f points are left to gain", Math.floor(power.room() * POINTS + ROUNDING)));
        lines.add("");
        lines.add("gain   shown with " + examples + "   test examples needed");
        gains.forEach(gain -> lines.add(row(gain)));
        return String.join("\n", lines);
    }

    private String row(double gain) {
        final String name = String.format(Locale.ROOT, "%+4.0f", gain * POINTS);
        if (!fits(gain)) {
            return name + "   there is no room for it";
        }
        final OptionalInt needed = power.examples(gain);
        final String shown = String.format(Locale.ROOT, "%.0f %%", POINTS * power.of(examples, gain));
        return String.format(Locale.ROOT, "%s   %-" + columnWidth() + "s   ", name, shown)
                + (needed.isPresent() ? String.format(Locale.ROOT, "%,d", needed.getAsInt()) : manyMore());
    }

    private int columnWidth() {
        return ("shown with " + examples).length();
    }

    private static String manyMore() {
        return String.format(Locale.ROOT, "more than %,d", SampleSize.MOST);
    }

    private boolean fits(double gain) {
        return gain <= power.room() + ROUNDING;
    }

    private String method() {
        return power instanceof Power.Binary ? "exact McNemar test" : "paired sign-flip test (normal approximation)";
    }

    private String assumed() {
        return power instanceof Power.Binary binary
                ? String.format(
                        Locale.ROOT,
                        "the baseline gets %.0f %% right, and %.1f %% of all examples get worse",
                        POINTS * binary.baseline(),
                        POINTS * binary.worse())
                : String.format(
                        Locale.ROOT,
                        "the baseline scores %.2f, and paired differences have a standard deviation of %.2f",
                        power.baseline(),
                        ((Power.Graded) power).deviation());
    }

    /** The object that {@code ape power --json} prints; {@code docs/cli.md} lists its keys. */
    public ObjectNode json() {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("task", task);
        root.put("examples", examples);
        root.put("method", power instanceof Power.Binary ? "exact McNemar" : "paired sign-flip");
        final ObjectNode assumed = root.putObject("assumed").put("source", source);
        assumed.put("baseline", power.baseline());
        if (power instanceof Power.Binary binary) {
            assumed.put("worse", binary.worse());
        } else if (power instanceof Power.Graded graded) {
            assumed.put("deviation", graded.deviation());
        }
        root.put("power", SampleSize.POWER);
        power.smallestGain(examples).ifPresent(gain -> root.put("smallestGain", gain));
        root.put("room", power.room());
        final ArrayNode all = root.putArray("gains");
        for (final double gain : gains) {
            final ObjectNode node = all.addObject().put("gain", gain).put("possible", fits(gain));
            if (fits(gain)) {
                node.put("power", power.of(examples, gain));
                power.examples(gain).ifPresent(needed -> node.put("needed", needed));
            }
        }
        return root;
    }
}
