package io.ape4j.task.start;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A few examples to be replaced by real ones. */
final class SampleExamples {
    static final Map<String, String> ALL = all();

    private SampleExamples() {}

    private static Map<String, String> all() {
        final Map<String, String> all = new LinkedHashMap<>();
        all.put("The kettle boils in a minute and pours without a drip.", "positive");
        all.put("It arrived with a crack and nobody answers my letters.", "negative");
        all.put("Two years old and still as good as new.", "positive");
        all.put("I expected leather and got cardboard.", "negative");
        all.put("My children fight over who may use it.", "positive");
        all.put("The lid never closed, not even on the first day.", "negative");
        all.put("Worth every cent, and then some.", "positive");
        all.put("Save your money.", "negative");
        all.put("Could not be simpler to set up.", "positive");
        all.put("The battery lasts for half a song.", "negative");
        all.put("I have bought a second one for my mother.", "positive");
        all.put("Loud, slow and ugly.", "negative");
        all.put("Not bad at all for the price.", "positive");
        all.put("The colour came off on my shirt.", "negative");
        all.put("Exactly what the pictures promise.", "positive");
        all.put("It smells of petrol even after a month.", "negative");
        all.put("Quiet enough to forget that it is on.", "positive");
        all.put("Returned it the same afternoon.", "negative");
        all.put("Nothing to complain about.", "positive");
        all.put("A good idea, badly made.", "negative");
        return Collections.unmodifiableMap(all);
    }
}
