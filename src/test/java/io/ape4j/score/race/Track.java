package io.ape4j.score.race;

import io.ape4j.model.Request;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Score;
import io.ape4j.score.Scorer;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Examples, an asker and a board, for prompts whose instruction is a number: what they score on every example. */
final class Track {
    final Task task;
    final List<Example> examples;
    final CountingAsker asker;
    final ScoreBoard board;

    Track(int count, long most) {
        final TaskBuilder builder = TaskBuilder.named("race");
        for (int i = 0; i < count; i++) {
            builder.example(Map.of("input", "input " + i), List.of("x"), Split.SELECT);
        }
        task = builder.build();
        examples = task.examples(Split.SELECT);
        asker = new CountingAsker(most, Track::said);
        board = new ScoreBoard(new Scorer(task, new Said()), asker);
    }

    /** One for each number that has not come before. */
    List<Prompt> prompts(List<Integer> qualities) {
        final List<Prompt> prompts = new ArrayList<>();
        final Set<Prompt> seen = new HashSet<>();
        int number = 0;
        for (final int quality : qualities) {
            final Prompt prompt = Prompt.ofInstruction(task.template(), quality + " by " + number++);
            if (seen.add(prompt)) {
                prompts.add(prompt);
            }
        }
        return prompts;
    }

    int quality(Prompt prompt) {
        return Integer.parseInt(prompt.instruction().split(" ", -1)[0]);
    }

    private static String said(Request request) {
        return request.messages().get(0).text().split(" ", -1)[0];
    }

    private record Said() implements Metric {
        @Override
        public String identity() {
            return "said/1";
        }

        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(Score.of(Integer.parseInt(answer) / 100.0));
        }
    }
}
