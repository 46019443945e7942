package io.ape4j.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One candidate with all its answers, for people and for scripts. */
public final class CandidateText {
    private static final String INDENT = "    ";

    private CandidateText() {}

    /**
     * Whole texts, none of them shortened.
     *
     * @param fields of the task
     * @param answers on {@code select}
     */
    public static String of(Candidate candidate, List<String> fields, Map<Example, ScoredAnswer> answers) {
        final List<String> lines = new ArrayList<>();
        lines.add("candidate " + candidate.number() + ", by "
                + candidate.lineage().operator() + " in generation "
                + candidate.lineage().generation()
                + (candidate.lineage().parents().isEmpty()
                        ? ""
                        : ", of " + candidate.lineage().parents()));
        lines.add("");
        indented(ResultJson.rendered(candidate.prompt(), fields), lines);
        answers.forEach((example, answer) -> {
            lines.add("");
            lines.add(String.format(Locale.ROOT, "%.3f  example %s", answer.value(), example.id()));
            example.fields().forEach((name, value) -> part(name, value, lines));
            example.references().forEach(reference -> part("reference", reference, lines));
            part("answer", answer.answer(), lines);
            final String feedback = answer.score().feedback();
            if (feedback != null) {
                part("feedback", feedback, lines);
            }
        });
        return String.join("\n", lines);
    }

    private static void part(String name, String value, List<String> lines) {
        lines.add("  " + name + ":");
        indented(value, lines);
    }

    private static void indented(String text, List<String> lines) {
        text.lines().map(line -> (INDENT + line).stripTrailing()).forEach(lines::add);
    }

    /** The object that {@code ape runs show --json} prints; {@code docs/cli.md} lists its keys. */
    public static ObjectNode json(Candidate candidate, List<String> fields, Map<Example, ScoredAnswer> answers) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("number", candidate.number());
        root.put("operator", candidate.lineage().operator());
        root.put("generation", candidate.lineage().generation());
        candidate.lineage().parents().forEach(root.putArray("parents")::add);
        root.put("rendered", ResultJson.rendered(candidate.prompt(), fields));
        root.putArray("examples");
        answers.forEach((example, answer) -> {
            final ObjectNode node = root.withArray("examples").addObject();
            node.put("id", example.id());
            example.fields().forEach(node.putObject("fields")::put);
            example.references().forEach(node.putArray("references")::add);
            node.put("answer", answer.answer());
            node.put("score", answer.value());
            if (answer.score().feedback() != null) {
                node.put("feedback", answer.score().feedback());
            }
        });
        return root;
    }
}
