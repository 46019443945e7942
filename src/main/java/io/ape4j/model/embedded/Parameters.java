package io.ape4j.model.embedded;

import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a chat request, checked: none is ignored. */
record Parameters(
        int maxTokens,
        double temperature,
        double topP,
        List<String> stop,
        Optional<String> grammar,
        boolean logProbabilities) {
    private static final Set<String> KNOWN = Set.of(
            Request.MAX_TOKENS,
            Request.TEMPERATURE,
            Request.TOP_P,
            Request.STOP,
            Request.SEED,
            Request.GRAMMAR,
            Request.LOG_PROBABILITIES);

    static Parameters of(Request request) {
        final Set<String> unknown = new TreeSet<>(request.parameters().keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw rejected("has no parameter " + String.join(", ", unknown) + "; leave it out"
                    + (unknown.contains(Request.RESPONSE_FORMAT) ? " or use a grammar" : ""));
        }
        final double temperature = request.temperature();
        if (!(temperature >= 0 && temperature <= 2)) {
            throw rejected("needs a temperature from 0 to 2, was " + temperature);
        }
        final double topP = request.parameters().get(Request.TOP_P) instanceof Number number ? number.doubleValue() : 1;
        if (!(topP > 0 && topP <= 1)) {
            throw rejected("needs a topP above 0 and at most 1, was " + topP);
        }
        if (request.maxTokens() < 1) {
            throw rejected("needs maxTokens of at least 1, was " + request.maxTokens());
        }
        return new Parameters(
                request.maxTokens(),
                temperature,
                topP,
                stops(request),
                Optional.ofNullable(request.parameters().get(Request.GRAMMAR)).map(Object::toString),
                Boolean.TRUE.equals(request.parameters().get(Request.LOG_PROBABILITIES)));
    }

    private static List<String> stops(Request request) {
        final Object value = request.parameters().getOrDefault(Request.STOP, List.of());
        if (!(value instanceof List<?> list)) {
            throw rejected("needs a list of texts as " + Request.STOP + ", was " + value);
        }
        return list.stream()
                .map(Object::toString)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static ModelException.Rejected rejected(String what) {
        return new ModelException.Rejected("the embedded engine " + what, null);
    }
}
