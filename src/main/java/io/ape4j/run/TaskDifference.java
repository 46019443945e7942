package io.ape4j.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import io.ape4j.task.TaskJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has changed in a task, for people. */
final class TaskDifference {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_SHOWN = 10;

    private TaskDifference() {}

    static List<String> between(Task before, Task after) {
        final List<String> found = new ArrayList<>();
        RunManifest.differences("task", withoutExamples(before), withoutExamples(after), found);
        final Map<String, Example> old = byId(before);
        final Map<String, Example> present = byId(after);
        int changed = 0;
        for (final Map.Entry<String, Example> entry : old.entrySet()) {
            final Example now = present.remove(entry.getKey());
            if (!entry.getValue().equals(now) && changed++ < MOST_SHOWN) {
                found.add("task.examples." + entry.getKey() + ": " + shown(entry.getValue()) + " -> "
                        + (now == null ? "gone" : shown(now)));
            }
        }
        for (final Example added : present.values()) {
            if (changed++ < MOST_SHOWN) {
                found.add("task.examples." + added.id() + ": none -> " + shown(added));
            }
        }
        if (changed > MOST_SHOWN) {
            found.add("and " + (changed - MOST_SHOWN) + " more examples");
        }
        return found;
    }

    /** Read back from text, as the one that was recorded is: a number's Java type is no difference. */
    private static JsonNode withoutExamples(Task task) {
        final ObjectNode json = TaskJson.write(task);
        json.remove("examples");
        try {
            return JSON.readTree(json.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError("what was written is JSON", e);
        }
    }

    private static Map<String, Example> byId(Task task) {
        final Map<String, Example> examples = new LinkedHashMap<>();
        task.examples().forEach(example -> examples.put(example.id(), example));
        return examples;
    }

    private static String shown(Example example) {
        return example.fields().values() + " = " + example.references() + " ("
                + example.split().fileName() + ")";
    }
}
