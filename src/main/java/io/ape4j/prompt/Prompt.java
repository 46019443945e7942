package io.ape4j.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The genome: an immutable list of {@link Stage}s, usually one. Equal prompts render equal messages. */
public record Prompt(List<Stage> stages) {
    public Prompt {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a prompt needs at least one stage");
        }
        final Set<String> names = new HashSet<>();
        for (final Stage stage : stages) {
            if (!names.add(stage.name())) {
                throw new IllegalArgumentException("two stages are called \"" + stage.name() + "\"");
            }
        }
    }

    /** A prompt of one stage called {@code main} with nothing but an instruction. */
    public static Prompt ofInstruction(PromptTemplate template, String instruction) {
        final SortedMap<String, Part> parts = new TreeMap<>();
        parts.put(Part.INSTRUCTION, new TextPart(instruction));
        return new Prompt(List.of(new Stage("main", template, parts, Set.of())));
    }

    /** The stage that answers the task: the last one. Operators change its parts unless they say otherwise. */
    public Stage answering() {
        return stages.get(stages.size() - 1);
    }

    public Prompt withAnswering(Stage stage) {
        final List<Stage> changed = new ArrayList<>(stages);
        changed.set(changed.size() - 1, stage);
        return new Prompt(changed);
    }

    /** This prompt with one part of the answering stage replaced. */
    public Prompt with(String part, Part value) {
        return withAnswering(answering().with(part, value));
    }

    public String instruction() {
        return answering().text(Part.INSTRUCTION);
    }
}
