package io.ape4j.score.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * {@code json-fields}: the share of fields in which answer and reference, both JSON objects, are equal. Fields that only
 * one of them has count as wrong. Numbers are compared by value, texts after the task's normalise steps, lists in order,
 * objects field by field and all or nothing; a text is never equal to a number. An answer that is no JSON object scores
 * 0: list {@code json} under {@code extract} where a model talks around it.
 *
 * <p>Option {@code fields}: only these fields count.
 */
public final class JsonFields implements MetricProvider {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_NAMED = 8;

    @Override
    public String type() {
        return "json-fields";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric(), "fields");
        final List<String> fields = settings.texts("fields");
        for (final Example example : task.examples()) {
            example.references().forEach(reference -> wanted(reference, "example " + example.id() + ": "));
        }
        final Comparison comparison = new Comparison(fields, settings::normalised);
        return new ReferenceMetric(
                settings.identity(1), false, settings::extracted, UnaryOperator.identity(), comparison::compare);
    }

    private static JsonNode wanted(String reference, String place) {
        return object(reference)
                .orElseThrow(() -> new IllegalArgumentException("metric json-fields: " + place + "the reference "
                        + Quoted.of(reference) + " is not a JSON object"));
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException | NumberFormatException e) {
            // An exponent of more than ten digits is no number to the parser either.
            return Optional.empty();
        }
    }

    /**
     * Compares two objects.
     *
     * @param only the fields that count, or empty for all
     * @param normalise for texts
     */
    private record Comparison(List<String> only, UnaryOperator<String> normalise) {
        Score compare(String answer, String reference) {
            final JsonNode wanted = wanted(reference, "");
            final Optional<JsonNode> got = object(answer);
            return got.map(object -> compare(object, wanted))
                    .orElseGet(() -> Score.of(0).withFeedback(Quoted.of(answer) + " is not a JSON object"));
        }

        private Score compare(JsonNode got, JsonNode wanted) {
            final Set<String> fields = new LinkedHashSet<>(only);
            if (only.isEmpty()) {
                wanted.fieldNames().forEachRemaining(fields::add);
                got.fieldNames().forEachRemaining(fields::add);
            }
            final List<String> wrong = new ArrayList<>();
            for (final String field : fields) {
                if (!equal(got.path(field), wanted.path(field))) {
                    wrong.add(describe(field, got.path(field), wanted.path(field)));
                }
            }
            if (wrong.isEmpty()) {
                return Score.of(1);
            }
            final String more = wrong.size() > MOST_NAMED ? "; and " + (wrong.size() - MOST_NAMED) + " more" : "";
            final String named = String.join("; ", wrong.subList(0, Math.min(wrong.size(), MOST_NAMED)));
            return Score.of((double) (fields.size() - wrong.size()) / fields.size())
                    .withFeedback("wrong fields: " + named + more);
        }

        private static String describe(String field, JsonNode got, JsonNode wanted) {
            final String name = Quoted.shortened(field);
            if (got.isMissingNode()) {
                return name + " is missing";
            }
            if (wanted.isMissingNode()) {
                return name + " is not wanted";
            }
            return name + " should be " + Quoted.shortened(wanted.toString()) + ", not "
                    + Quoted.shortened(got.toString());
        }

        private boolean equal(JsonNode got, JsonNode wanted) {
            if (got.isNumber() && wanted.isNumber()) {
                return got.decimalValue().compareTo(wanted.decimalValue()) == 0;
            }
            if (got.isTextual() && wanted.isTextual()) {
                return normalise.apply(got.textValue()).equals(normalise.apply(wanted.textValue()));
            }
            if (got.getNodeType() != wanted.getNodeType() || got.size() != wanted.size()) {
                return false;
            }
            if (got.isArray()) {
                return equalElements(got, wanted);
            }
            return got.isObject() ? equalFields(got, wanted) : got.equals(wanted);
        }

        private boolean equalElements(JsonNode got, JsonNode wanted) {
            for (int i = 0; i < got.size(); i++) {
                if (!equal(got.path(i), wanted.path(i))) {
                    return false;
                }
            }
            return true;
        }

        private boolean equalFields(JsonNode got, JsonNode wanted) {
            for (final var field : wanted.properties()) {
                if (!equal(got.path(field.getKey()), field.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }
}
