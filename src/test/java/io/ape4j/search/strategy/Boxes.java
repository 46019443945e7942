package io.ape4j.search.strategy;

import io.ape4j.prompt.Part;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Scorer;
import io.ape4j.search.Loop;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Boxes with numbers that are even or odd, and an executor that is the better the more often its prompt says "well". */
final class Boxes {
    static final int BLOCK = 4;
    private static final String INPUT = "box number ";

    private Boxes() {}

    static Task task() {
        final TaskBuilder task = TaskBuilder.named("boxes").maxTokens(8).baseline("Look at the box.");
        for (int i = 0; i < 40; i++) {
            final Split split = i < 8 ? Split.PROPOSE : i < 24 ? Split.SELECT : Split.TEST;
            task.example(Map.of(TaskBuilder.SINGLE_FIELD, INPUT + i + ":"), List.of(parity(i)), split);
        }
        return task.build();
    }

    /** One search by the real loop. */
    static SearchOutcome search(String strategy, ScriptedAsker asker, Set<String> freeze) {
        final Task task = task();
        final SearchParameters parameters = SearchParameters.builder()
                .blockSize(BLOCK)
                .generations(6)
                .freeze(freeze)
                .build();
        try (Metric metric = Metrics.of(task)) {
            return new Loop(
                            task,
                            new Scorer(task, metric),
                            Strategies.named(strategy),
                            parameters,
                            3,
                            asker,
                            SearchListener.SILENT)
                    .search();
        }
    }

    static SearchOutcome search(String strategy, ScriptedAsker asker) {
        return search(strategy, asker, Set.of(Part.OUTPUT_FORMAT));
    }

    /** Right on as many examples of ten as the prompt says "well", besides three; else in capitals. */
    static String answer(String prompt) {
        final int from = prompt.lastIndexOf(INPUT) + INPUT.length();
        final int number = Integer.parseInt(prompt.substring(from, prompt.indexOf(':', from)));
        final int right = 3 + prompt.split("well", -1).length - 1;
        return number % 10 < right ? parity(number) : parity(number).toUpperCase(Locale.ROOT);
    }

    private static String parity(int number) {
        return number % 2 == 0 ? "even" : "odd";
    }
}
