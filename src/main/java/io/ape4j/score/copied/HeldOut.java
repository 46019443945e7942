package io.ape4j.score.copied;

import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TextPart;
import io.ape4j.score.copied.Copied.What;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Examples that a prompt must not hold outside its demonstrations, because it is scored on them.
 *
 * <p>Texts are compared as runs of words (Unicode word boundaries, normal form C, lower case), so that case, punctuation
 * and quoting hide nothing. A copy is
 *
 * <ul>
 *   <li>of an input field any {@value #RUN_WORDS} words in a row that have {@value #RUN_CHARS} letters or more (some
 *       words more where they are short, as ideographs are). Shorter runs are phrases that a task's inputs share with any
 *       good instruction; the eight of A. Chowdhery et al., 2022, "PaLM: Scaling language modeling with Pathways",
 *       section 8, are rarely met by chance;
 *   <li>a whole input field that is shorter, but has at least {@value #SHORTEST_WORDS} words and
 *       {@value #SHORTEST_CHARS} letters;
 *   <li>a shorter input (all its fields) if its answer follows within {@value #WINDOW_WORDS} words. A short input alone,
 *       a word or a number, proves nothing.
 * </ul>
 *
 * <p>What also stands in {@code propose}, which proposers are shown, or in what the task's author wrote (description,
 * baseline prompt, template) is no evidence, and neither is an answer that {@code propose} has too, such as a label.
 */
public final class HeldOut {
    static final int SHORTEST_WORDS = 4;
    static final int SHORTEST_CHARS = 12;
    static final int RUN_WORDS = 8;
    static final int RUN_CHARS = 20;
    static final int WINDOW_WORDS = 12;
    private static final int LONGEST_RUN = RUN_CHARS;
    private static final int PAIR_CHARS = 6;

    private final List<Guarded> guarded = new ArrayList<>();
    private final List<TokenRun> known = new ArrayList<>();
    private final Set<TokenRun> knownAnswers = new HashSet<>();
    private final Map<Long, Boolean> isKnown = new HashMap<>();

    private record Guarded(String id, List<TokenRun> fields, List<TokenRun> answers) {}

    private HeldOut(Task task, List<Example> examples, List<String> own) {
        for (final Example example : task.examples(Split.PROPOSE)) {
            fields(example).forEach(known::add);
            for (final TokenRun answer : answers(example)) {
                known.add(answer);
                knownAnswers.add(answer);
            }
        }
        final List<TokenRun> ownRuns = own.stream().map(TokenRun::of).toList();
        known.addAll(ownRuns);
        for (final Example example : examples) {
            final Guarded one = new Guarded(example.id(), fields(example), answers(example));
            if (ownRuns.stream().noneMatch(run -> holdsPair(run, one))) {
                guarded.add(one);
            }
        }
    }

    /**
     * The examples of a split, as far as it is used.
     *
     * @param own texts that everybody knows beside those of the task's author
     */
    public static HeldOut of(Task task, Split split, String... own) {
        final List<String> texts = new ArrayList<>(List.of(own));
        texts.addAll(written(task));
        return new HeldOut(task, task.examples(split), texts);
    }

    /** Those of {@code select} and {@code test} that the task's own author has put into description, baseline or template. */
    public static List<Copied> inWhatTheAuthorWrote(Task task) {
        final List<Example> examples = new ArrayList<>(task.examples(Split.SELECT));
        examples.addAll(task.examples(Split.TEST));
        return new HeldOut(task, examples, List.of()).in(written(task));
    }

    /** The examples that a prompt holds outside its demonstrations, in the order of the split. */
    public List<Copied> in(Prompt prompt) {
        final List<String> texts = new ArrayList<>();
        prompt.stages().forEach(stage -> texts.addAll(texts(stage)));
        return in(texts);
    }

    private List<Copied> in(List<String> texts) {
        final List<TokenRun> runs = texts.stream().map(TokenRun::of).toList();
        final Set<Long> keys = new HashSet<>();
        runs.forEach(run -> addKeys(run, keys));
        final List<Copied> copied = new ArrayList<>();
        for (final Guarded example : guarded) {
            find(example, runs, keys).ifPresent(what -> copied.add(new Copied(example.id(), what)));
        }
        return copied;
    }

    private Optional<What> find(Guarded example, List<TokenRun> runs, Set<Long> keys) {
        if (example.fields().stream().anyMatch(field -> holdsRun(field, keys))) {
            return Optional.of(What.INPUT);
        }
        return runs.stream().anyMatch(run -> holdsPair(run, example)) ? Optional.of(What.PAIR) : Optional.empty();
    }

    private boolean holdsRun(TokenRun field, Set<Long> keys) {
        if (runLength(field, 0) == 0) {
            return field.size() >= SHORTEST_WORDS
                    && field.chars() >= SHORTEST_CHARS
                    && isEvidence(field, 0, field.size(), keys);
        }
        for (int start = 0; start + RUN_WORDS <= field.size(); start++) {
            final int length = runLength(field, start);
            if (length > 0 && isEvidence(field, start, length, keys)) {
                return true;
            }
        }
        return false;
    }

    /** How many words from {@code start} on are a run; 0 if there are not enough. Every word has a letter or more. */
    private static int runLength(TokenRun field, int start) {
        int length = RUN_WORDS;
        while (start + length <= field.size()) {
            if (field.chars(start, length) >= RUN_CHARS) {
                return length;
            }
            length++;
        }
        return 0;
    }

    private boolean isEvidence(TokenRun field, int start, int length, Set<Long> keys) {
        return keys.contains(field.key(start, length)) && !isKnown(field, start, length);
    }

    private boolean isKnown(TokenRun field, int start, int length) {
        return isKnown.computeIfAbsent(
                field.key(start, length),
                key -> known.stream().anyMatch(text -> text.indexOf(field, start, length, 0) >= 0));
    }

    private static void addKeys(TokenRun run, Set<Long> keys) {
        for (int length = SHORTEST_WORDS; length <= LONGEST_RUN; length++) {
            for (int start = 0; start + length <= run.size(); start++) {
                keys.add(run.key(start, length));
            }
        }
    }

    private boolean holdsPair(TokenRun text, Guarded example) {
        return example.fields().stream().allMatch(text::contains)
                && example.answers().stream()
                        .filter(answer -> isEvidence(answer, example))
                        .anyMatch(
                                answer -> example.fields().stream().anyMatch(field -> isFollowed(text, field, answer)));
    }

    private boolean isEvidence(TokenRun answer, Guarded example) {
        final int chars = answer.chars()
                + example.fields().stream().mapToInt(TokenRun::chars).sum();
        return answer.size() > 0
                && chars >= PAIR_CHARS
                && !knownAnswers.contains(answer)
                && !example.fields().contains(answer);
    }

    private static boolean isFollowed(TokenRun text, TokenRun field, TokenRun answer) {
        int at = text.indexOf(field, 0, field.size(), 0);
        while (at >= 0) {
            final int after = at + field.size();
            final int found = text.indexOf(answer, 0, answer.size(), after);
            if (found < 0) {
                return false;
            }
            if (found <= after + WINDOW_WORDS) {
                return true;
            }
            at = text.indexOf(field, 0, field.size(), at + 1);
        }
        return false;
    }

    private static List<TokenRun> fields(Example example) {
        return example.fields().values().stream()
                .map(TokenRun::of)
                .filter(field -> field.size() > 0)
                .toList();
    }

    private static List<TokenRun> answers(Example example) {
        return example.references().stream().map(TokenRun::of).toList();
    }

    private static List<String> written(Task task) {
        final List<String> texts = new ArrayList<>();
        texts.add(task.about().description());
        texts.addAll(texts(task.template()));
        if (task.baseline() != null) {
            for (final Stage stage : task.baseline().stages()) {
                texts.addAll(texts(stage));
                texts.addAll(texts(stage.template()));
            }
        }
        return texts;
    }

    private static List<String> texts(Stage stage) {
        final List<String> texts = new ArrayList<>();
        for (final Part part : stage.parts().values()) {
            if (part instanceof TextPart text) {
                texts.add(text.text());
            }
        }
        return texts;
    }

    private static List<String> texts(PromptTemplate template) {
        return template.messages().stream()
                .map(message -> message.text().toString())
                .toList();
    }
}
