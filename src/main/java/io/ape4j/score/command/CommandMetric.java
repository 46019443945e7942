package io.ape4j.score.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricException;
import io.ape4j.score.Score;
import io.ape4j.score.metric.MetricSettings;
import io.ape4j.task.Example;
import io.ape4j.task.text.Shown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores with a running program, one answer at a time.
 *
 * @param isBinary whether the task promises scores of 0 and 1 alone
 */
record CommandMetric(MetricSettings settings, String identity, boolean isBinary, ScorerProcess process)
        implements Metric {
    /** NaN is read so that the message can name it. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> ANSWER_FIELDS = Set.of("score", "feedback");
    /** Each score's feedback is kept while the search runs. */
    private static final int MOST_FEEDBACK_CHARACTERS = 2_000;

    /** Asks the program through the role {@link ModelRole#SCORER}, so that the run's journal keeps what it said. */
    @Override
    public Asking<Score> score(Example example, String said) {
        final Request request = Request.chat(List.of(Message.user(question(example, settings.answer(said)))), 1);
        return Asking.ask(ModelRole.SCORER, request).map(answer -> read(answer.text()));
    }

    @Override
    public Optional<LanguageModel> program() {
        return Optional.of(new Program());
    }

    /** The program as something that can be asked. */
    private final class Program implements LanguageModel {
        @Override
        public ModelIdentity identity() {
            return new ModelIdentity("command", "", identity, Map.of(), false);
        }

        /**
         * Asks the program.
         *
         * @throws MetricException if it could not be started, hung, crashed, flooded or answered anything but a score
         *     in [0, 1]; it is ended, and the next answer starts it anew. Nothing of that is journaled, so that a
         *     resumed run asks a mended program again
         */
        @Override
        public Answer answer(Request request) {
            final String line = process.exchange(
                    request.messages().get(request.messages().size() - 1).text());
            read(line);
            return Answer.of(line, Answer.Finish.STOP, Usage.NONE);
        }

        @Override
        public int maxConcurrency() {
            return 1;
        }

        @Override
        public void close() {
            CommandMetric.this.close();
        }
    }

    private static String question(Example example, String answer) {
        final ObjectNode question = JSON.createObjectNode();
        question.set("fields", JSON.valueToTree(example.fields()));
        question.set("references", JSON.valueToTree(example.references()));
        question.put("answer", answer);
        return question.toString();
    }

    /** The score in a line that the program wrote. */
    Score read(String line) {
        final JsonNode answer = parse(line);
        for (final Map.Entry<String, JsonNode> field : answer.properties()) {
            if (!ANSWER_FIELDS.contains(field.getKey())) {
                throw process.failed(
                        "answered the unknown field " + Shown.quoted(field.getKey()) + "; known: score, feedback",
                        null);
            }
        }
        final JsonNode score = answer.path("score");
        if (!score.isNumber()) {
            throw process.failed(
                    "answered "
                            + (score.isMissingNode()
                                    ? "no score"
                                    : "the score " + ScorerProcess.shown(score.toString()))
                            + "; a score is a number in [0, 1]",
                    null);
        }
        final double value = score.doubleValue();
        if (!(value >= 0 && value <= 1)) {
            throw process.failed("answered the score " + value + "; a score is a number in [0, 1]", null);
        }
        if (isBinary && value != 0 && value != 1) {
            throw process.failed("answered the score " + value + ", but the task says binary: true", null);
        }
        final JsonNode feedback = answer.path("feedback");
        return feedback.isTextual()
                ? Score.of(value).withFeedback(Shown.beginning(feedback.textValue(), MOST_FEEDBACK_CHARACTERS))
                : Score.of(value);
    }

    private JsonNode parse(String line) {
        try {
            final JsonNode answer = JSON.readTree(line);
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw process.failed("answered what is no JSON: " + ScorerProcess.shown(line), e);
        }
        throw process.failed("answered what is no JSON object: " + ScorerProcess.shown(line), null);
    }

    @Override
    public void close() {
        process.close();
    }
}
