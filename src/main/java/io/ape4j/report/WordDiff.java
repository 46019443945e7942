package io.ape4j.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.text.diff.CommandVisitor;
import org.apache.commons.text.diff.StringsComparator;

/** What one text has that another has not, word by word: a shortest list of what was kept, removed and added. */
public record WordDiff(List<Run> runs) {
    private static final Pattern WORD = Pattern.compile("\\S+");
    /** One character stands for each word; beyond these, texts are too long to be compared so. */
    private static final int MOST_WORDS = 0xD000;

    /** What became of some words that follow each other. */
    public enum Fate {
        KEPT,
        REMOVED,
        ADDED
    }

    /** Words that follow each other and have the same fate, with spaces between. */
    public record Run(Fate fate, String text) {}

    public WordDiff {
        runs = List.copyOf(runs);
    }

    /** From one text to another; of very long ones the whole is removed and added. */
    public static WordDiff of(String before, String after) {
        final List<String> words = new ArrayList<>();
        final Map<String, Character> codes = new HashMap<>();
        final String left = coded(before, words, codes);
        final String right = coded(after, words, codes);
        if (words.size() >= MOST_WORDS) {
            return new WordDiff(List.of(new Run(Fate.REMOVED, before), new Run(Fate.ADDED, after)));
        }
        final Collector collector = new Collector(words);
        new StringsComparator(left, right).getScript().visit(collector);
        return new WordDiff(collector.runs());
    }

    private static String coded(String text, List<String> words, Map<String, Character> codes) {
        final StringBuilder coded = new StringBuilder();
        WORD.matcher(text).results().map(MatchResult::group).forEach(word -> {
            coded.append(codes.computeIfAbsent(word, fresh -> {
                words.add(fresh);
                return (char) (words.size() - 1);
            }));
        });
        return coded.toString();
    }

    /** Between two kept words, what was removed stands before what was added. */
    private static final class Collector implements CommandVisitor<Character> {
        private final List<String> words;
        private final List<Run> runs = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<String> added = new ArrayList<>();

        Collector(List<String> words) {
            this.words = words;
        }

        @Override
        public void visitKeepCommand(Character word) {
            flush(Fate.REMOVED, removed);
            flush(Fate.ADDED, added);
            kept.add(words.get(word));
        }

        @Override
        public void visitDeleteCommand(Character word) {
            flush(Fate.KEPT, kept);
            removed.add(words.get(word));
        }

        @Override
        public void visitInsertCommand(Character word) {
            flush(Fate.KEPT, kept);
            added.add(words.get(word));
        }

        List<Run> runs() {
            flush(Fate.KEPT, kept);
            flush(Fate.REMOVED, removed);
            flush(Fate.ADDED, added);
            return runs;
        }

        private void flush(Fate fate, List<String> same) {
            if (!same.isEmpty()) {
                runs.add(new Run(fate, String.join(" ", same)));
                same.clear();
            }
        }
    }
}
