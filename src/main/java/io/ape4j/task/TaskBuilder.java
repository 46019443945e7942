package io.ape4j.task;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Task} in memory. Examples get their ids and, unless they say so themselves, their splits here, by
 * {@link InputHash}.
 *
 * <pre>{@code
 * Task task = TaskBuilder.named("routing")
 *         .labels("billing", "shipping")
 *         .example("Where is my parcel?", "shipping")
 *         .example("I was charged twice.", "billing")
 *         .build();
 * }</pre>
 *
 * <p>Not safe for use from several threads.
 */
public final class TaskBuilder {
    /** What the input field is called where only one is given. */
    public static final String SINGLE_FIELD = "input";

    private final String name;
    private final List<Draft> drafts = new ArrayList<>();
    private String description = "";
    private List<String> fields = List.of();
    private OutputSpec output = OutputSpec.STANDARD;
    private MetricSpec metric = MetricSpec.STANDARD;
    private SplitSpec splits = SplitSpec.STANDARD;
    private @Nullable PromptTemplate template;
    private @Nullable Prompt baseline;
    private @Nullable String baselineInstruction;

    private record Draft(Map<String, String> fields, List<String> references, Optional<Split> split) {}

    private TaskBuilder(String name) {
        this.name = name;
    }

    /** Begins a task. */
    public static TaskBuilder named(String name) {
        return new TaskBuilder(name);
    }

    /** One or two sentences on what is wanted; the proposer reads them. */
    public TaskBuilder description(String sentences) {
        description = sentences;
        return this;
    }

    /** The input fields in order; can be left out where there is one. */
    public TaskBuilder fields(List<String> names) {
        fields = List.copyOf(names);
        return this;
    }

    public TaskBuilder output(OutputSpec spec) {
        output = spec;
        return this;
    }

    /** The most tokens of one answer. */
    public TaskBuilder maxTokens(int tokens) {
        output = new OutputSpec(tokens, output.stop(), output.labels());
        return this;
    }

    /** The closed set of answers. */
    public TaskBuilder labels(String... labels) {
        output = new OutputSpec(output.maxTokens(), output.stop(), List.of(labels));
        return this;
    }

    public TaskBuilder metric(MetricSpec spec) {
        metric = spec;
        return this;
    }

    public TaskBuilder splits(SplitSpec spec) {
        splits = spec;
        return this;
    }

    /** The frame that candidates are rendered in; without this call, the standard one in one user message. */
    public TaskBuilder template(PromptTemplate frame) {
        template = frame;
        return this;
    }

    /** The prompt that you have today. */
    public TaskBuilder baseline(Prompt prompt) {
        baseline = prompt;
        return this;
    }

    /** The instruction that you have today, in the task's template. */
    public TaskBuilder baseline(String instruction) {
        baselineInstruction = instruction;
        return this;
    }

    /** An example with the single input field {@value #SINGLE_FIELD}. */
    public TaskBuilder example(String input, String reference) {
        return example(Map.of(SINGLE_FIELD, input), List.of(reference));
    }

    /** An example with one or more right answers; its split follows from its input. */
    public TaskBuilder example(Map<String, String> inputs, List<String> references) {
        return add(inputs, references, Optional.empty());
    }

    /** An example that says which split it is in. */
    public TaskBuilder example(Map<String, String> inputs, List<String> references, Split split) {
        return add(inputs, references, Optional.of(split));
    }

    private TaskBuilder add(Map<String, String> inputs, List<String> references, Optional<Split> split) {
        drafts.add(new Draft(new LinkedHashMap<>(inputs), List.copyOf(references), split));
        return this;
    }

    /**
     * The task.
     *
     * @throws IllegalArgumentException if there is no example, there are several fields in no order, examples don't
     *     have the same fields, a field is called like a part, or some examples say their split and others don't
     */
    public Task build() {
        if (drafts.isEmpty()) {
            throw new IllegalArgumentException("task " + name + " has no example; add some");
        }
        final List<String> names =
                fields.isEmpty() ? List.copyOf(drafts.get(0).fields().keySet()) : fields;
        if (fields.isEmpty() && names.size() > 1) {
            // A Map.of has another order in every process, and with it splits and prompts would change.
            throw new IllegalArgumentException(
                    "task " + name + " has several input fields; say their order with fields(\""
                            + String.join("\", \"", new TreeSet<>(names)) + "\"), in a list");
        }
        for (final String field : names) {
            ReservedNames.check(field).ifPresent(why -> {
                throw new IllegalArgumentException("field \"" + field + "\": " + why);
            });
        }
        final PromptTemplate frame =
                template != null ? template : PromptTemplate.standard(names, Layout.USER, DemonstrationsAs.TEXT);
        return new Task(
                new Task.About(name, description, names),
                frame,
                baseline != null || baselineInstruction == null
                        ? baseline
                        : Prompt.ofInstruction(frame, baselineInstruction),
                metric,
                output,
                splits,
                examples(names));
    }

    private List<Example> examples(List<String> names) {
        final long saying =
                drafts.stream().filter(draft -> draft.split().isPresent()).count();
        if (saying != 0 && saying != drafts.size()) {
            throw new IllegalArgumentException("task " + name + ": " + saying + " of " + drafts.size()
                    + " examples say their split; let all do so, or none");
        }
        final Set<String> nameSet = new LinkedHashSet<>(names);
        final Map<String, Integer> seen = new HashMap<>();
        final List<Example> examples = new ArrayList<>();
        for (final Draft draft : drafts) {
            if (!draft.fields().keySet().equals(nameSet)) {
                throw new IllegalArgumentException("task " + name + ": example " + (examples.size() + 1)
                        + " has the fields " + draft.fields().keySet() + ", the task has " + names);
            }
            final Map<String, String> values = new LinkedHashMap<>();
            names.forEach(field -> values.put(field, nfc(draft.fields().getOrDefault(field, ""))));
            final InputHash hash = InputHash.of(values.values());
            final int times = seen.merge(hash.hex(), 1, Integer::sum);
            examples.add(new Example(
                    times == 1 ? hash.id() : hash.id() + "-" + times,
                    values,
                    draft.references().stream().map(TaskBuilder::nfc).toList(),
                    draft.split().orElseGet(() -> hash.split(splits))));
        }
        return examples;
    }

    private static String nfc(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException(
                    "an example holds half of a surrogate pair, which no file can; write the whole character");
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
