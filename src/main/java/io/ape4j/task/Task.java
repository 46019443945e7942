package io.ape4j.task;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted.
 *
 * @param about name, description and fields
 * @param template the frame that candidates are rendered in
 * @param baseline the prompt that the user has today, if any
 * @param metric how answers are scored
 * @param output what an answer looks like
 * @param splits how the examples were spread
 * @param examples in file order, each with its split; caps are applied by {@link #examples(Split)}
 */
public record Task(
        About about,
        PromptTemplate template,
        @Nullable Prompt baseline,
        MetricSpec metric,
        OutputSpec output,
        SplitSpec splits,
        List<Example> examples) {

    /**
     * What a task is called and what it is about.
     *
     * @param name letters, digits and hyphens; also the name of its folder
     * @param description one or two sentences for the proposer; empty if there are none
     * @param fields names of the input fields in order; at least one
     */
    public record About(String name, String description, List<String> fields) {
        public About {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("task " + name + " names no input field");
            }
        }
    }

    public Task {
        examples = List.copyOf(examples);
        final Set<String> ids = new HashSet<>();
        for (final Example example : examples) {
            if (!ids.add(example.id())) {
                throw new IllegalArgumentException("two examples have the id " + example.id());
            }
        }
    }

    public String name() {
        return about.name();
    }

    /** This task with other caps. Examples keep their splits. */
    public Task withSplits(SplitSpec spec) {
        return new Task(about, template, baseline, metric, output, spec, examples);
    }

    /**
     * The examples of one split, in an order that depends on their content alone (by id), cut to the split's cap.
     */
    public List<Example> examples(Split split) {
        final int cap = switch (split) {
            case PROPOSE -> Integer.MAX_VALUE;
            case SELECT -> splits.selectCap();
            case TEST -> splits.testCap();
        };
        return examples.stream()
                .filter(example -> example.split() == split)
                .sorted(Comparator.comparing(Example::id))
                .limit(cap)
                .toList();
    }
}
