package io.ape4j.tasks;

import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Multinomial naive Bayes over words, with one added to every count: how far words alone give a label away. McCallum and
 * Nigam, A Comparison of Event Models for Naive Bayes Text Classification, 1998, section 2.
 */
final class WordClassifier {
    private static final int FOLDS = 10;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final Map<String, Integer> labels = new TreeMap<>();
    private final Map<String, Map<String, Integer>> words = new TreeMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    private WordClassifier() {}

    /** Share of the examples whose label is found from one field by what was learnt of the other nine tenths. */
    static double accuracy(List<Example> examples, String field) {
        int right = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            final WordClassifier classifier = new WordClassifier();
            final List<Example> asked = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                if (i % FOLDS == fold) {
                    asked.add(examples.get(i));
                } else {
                    classifier.learn(words(examples.get(i), field), label(examples.get(i)));
                }
            }
            for (final Example example : asked) {
                if (classifier.likeliest(words(example, field)).equals(label(example))) {
                    right++;
                }
            }
        }
        return (double) right / examples.size();
    }

    private void learn(List<String> text, String label) {
        labels.merge(label, 1, Integer::sum);
        totals.merge(label, text.size(), Integer::sum);
        vocabulary.addAll(text);
        final Map<String, Integer> counts = words.computeIfAbsent(label, key -> new HashMap<>());
        text.forEach(word -> counts.merge(word, 1, Integer::sum));
    }

    private String likeliest(List<String> text) {
        String best = "";
        double highest = Double.NEGATIVE_INFINITY;
        for (final String label : labels.keySet()) {
            final double logProbability = logProbability(text, label);
            if (logProbability > highest) {
                highest = logProbability;
                best = label;
            }
        }
        return best;
    }

    private double logProbability(List<String> text, String label) {
        final Map<String, Integer> counts = words.getOrDefault(label, Map.of());
        final double denominator = totals.getOrDefault(label, 0) + vocabulary.size();
        double sum = Math.log(labels.getOrDefault(label, 0));
        for (final String word : text) {
            sum += Math.log((counts.getOrDefault(word, 0) + 1) / denominator);
        }
        return sum;
    }

    private static List<String> words(Example example, String field) {
        return WORD.matcher(String.valueOf(example.fields().get(field)).toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String label(Example example) {
        return example.references().get(0);
    }
}
