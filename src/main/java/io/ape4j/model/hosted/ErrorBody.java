package io.ape4j.model.hosted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.task.text.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's error says, whatever form it has.
 *
 * @param codes every machine-readable word in it, in lower case: code, type, status, reason
 * @param message the sentence for people, on one line, shortened
 * @param retryDelay how long Google asks to wait; it says so in the body
 */
record ErrorBody(List<String> codes, String message, Optional<Duration> retryDelay) {
    private static final int LONGEST_MESSAGE = 400;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DELAY = Pattern.compile("(\\d{1,6})(?:\\.\\d+)?s");
    private static final List<String> CODE_FIELDS = List.of("code", "type", "status", "reason", "param");
    private static final List<String> MESSAGE_FIELDS = List.of("message", "error", "detail", "msg");

    static ErrorBody parse(String body) {
        try {
            final JsonNode root = JSON.readTree(body);
            if (root != null && root.isContainerNode()) {
                return of(root);
            }
        } catch (JsonProcessingException e) {
            // Not JSON: told as text below.
        }
        return new ErrorBody(List.of(), text(body), Optional.empty());
    }

    /** Whether one of the codes is {@code word}. */
    boolean hasCode(String word) {
        return codes.contains(word.toLowerCase(Locale.ROOT));
    }

    private static ErrorBody of(JsonNode root) {
        final JsonNode first = root.isArray() && !root.isEmpty() ? root.get(0) : root;
        final JsonNode error = first.path("error").isObject() ? first.path("error") : first;
        final List<String> codes = java.util.stream.Stream.concat(
                        CODE_FIELDS.stream().map(error::path),
                        java.util.stream.Stream.of(error.path("innererror").path("code"), error.path("error_code")))
                .filter(JsonNode::isValueNode)
                .map(node -> node.asText().toLowerCase(Locale.ROOT))
                .filter(code -> !code.isEmpty())
                .toList();
        return new ErrorBody(codes, message(error), delay(error));
    }

    private static String message(JsonNode error) {
        for (final String field : MESSAGE_FIELDS) {
            final JsonNode node = error.path(field);
            if (!node.isMissingNode() && !node.isNull()) {
                return text(node.isTextual() ? node.asText() : node.toString());
            }
        }
        return text(error.toString());
    }

    private static Optional<Duration> delay(JsonNode error) {
        for (final JsonNode detail : error.path("details")) {
            final Matcher matcher = DELAY.matcher(detail.path("retryDelay").asText(""));
            if (matcher.matches()) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) + 1));
            }
        }
        return Optional.empty();
    }

    private static String text(String raw) {
        final String stripped = raw.strip();
        if (stripped.isEmpty()) {
            return "(no text)";
        }
        if (stripped.startsWith("<")) {
            return "(an HTML page)";
        }
        final String line = stripped.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ");
        return line.length() <= LONGEST_MESSAGE ? line : Shown.beginning(line, LONGEST_MESSAGE) + "…";
    }
}
