package io.ape4j.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.task.Example;
import io.ape4j.task.text.InertJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page's script reads: prompts, scores packed into a byte each, and answers as far as there is room. For one
 * page: it counts what it has taken.
 */
final class PageData {
    /** Bytes 0 to 250 stand for the scores 0 to 1. */
    private static final int FULL_SCORE = 250;

    private static final int NO_SCORE = 255;
    private static final int MOST_CHARACTERS = 20_000;
    private static final long ROOM_FOR_PROMPTS = 6_000_000;
    private static final long ROOM_FOR_ANSWERS = 12_000_000;

    private final List<Example> examples;
    private final Snapshot snapshot;
    private final Detail detail;
    private long room;

    PageData(List<Example> examples, Snapshot snapshot, Detail detail) {
        this.examples = examples;
        this.snapshot = snapshot;
        this.detail = detail;
    }

    /**
     * The whole of it as JSON, in characters that end no element of HTML.
     *
     * @param order of the candidates in the heat map
     * @param answering those whose answers it holds, the most wanted first
     * @param fields of the task
     * @param command that prints a candidate, without its number at the end
     */
    String json(List<Candidate> order, List<Candidate> answering, List<String> fields, String command) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("command", command);
        root.put("noExamples", detail == Detail.NO_EXAMPLES);
        root.put("columns", examples.size());
        order.forEach(candidate -> root.withArray("order").add(candidate.number()));
        root.put("scores", packed(order));
        prompts(root.putObject("prompts"), order, fields);
        if (detail == Detail.EXAMPLES) {
            room = ROOM_FOR_ANSWERS;
            examples(root.putArray("examples"));
            answering.forEach(candidate -> answers(root.withObject("/answers"), candidate));
        }
        return inert(root);
    }

    /** JSON for an element of HTML: nothing in it can end the element, or begin another one. */
    static String inert(ObjectNode root) {
        return InertJson.of(root.toString())
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private String packed(List<Candidate> order) {
        final Map<Example, Integer> columns = new HashMap<>();
        examples.forEach(example -> columns.put(example, columns.size()));
        final byte[] bytes = new byte[order.size() * examples.size()];
        Arrays.fill(bytes, (byte) NO_SCORE);
        for (int row = 0; row < order.size(); row++) {
            final int begin = row * examples.size();
            snapshot.scores(order.get(row).number()).forEach((example, answer) -> {
                final Integer column = columns.get(example);
                if (column != null) {
                    bytes[begin + column] = (byte) Math.round(answer.value() * FULL_SCORE);
                }
            });
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void prompts(ObjectNode node, List<Candidate> order, List<String> fields) {
        room = ROOM_FOR_PROMPTS;
        for (final Candidate candidate : order) {
            final String text = ShownPrompt.whole(candidate.prompt(), fields, detail);
            if (takes(text)) {
                node.put(String.valueOf(candidate.number()), cut(text));
            }
        }
    }

    private void examples(ArrayNode all) {
        for (final Example example : examples) {
            final ObjectNode node = all.addObject().put("id", example.id());
            example.fields().forEach((name, value) -> {
                if (takes(value)) {
                    node.withObject("/fields").put(name, cut(value));
                }
            });
            if (takes(example.reference())) {
                node.put("reference", cut(example.reference()));
            }
        }
    }

    private void answers(ObjectNode all, Candidate candidate) {
        final Map<Example, ScoredAnswer> scored = snapshot.scores(candidate.number());
        final ObjectNode node = all.putObject(String.valueOf(candidate.number()));
        for (int column = 0; column < examples.size(); column++) {
            final ScoredAnswer answer = scored.get(examples.get(column));
            if (answer != null && takes(answer.answer())) {
                node.put(String.valueOf(column), cut(answer.answer()));
            }
        }
    }

    /** Whether there is room for it; then it is taken. Escapes make some texts longer, at most six times. */
    private boolean takes(String text) {
        final long bytes =
                inert(JsonNodeFactory.instance.objectNode().put("", cut(text))).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > room) {
            return false;
        }
        room -= bytes;
        return true;
    }

    private static String cut(String text) {
        return Excerpt.of(text, MOST_CHARACTERS);
    }
}
