package io.ape4j.model.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls, requests and answers as JSON: one line, UTF-8, every string kept char by char (lone surrogates too), every
 * number kept in its canonical form, so that a request that is read back has the same {@link CallKey}.
 */
public final class CallJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // What was written must be readable: a line is read as a whole anyway.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    /** What others wrote may be as long, but not so that reading it takes forever. */
    private static final JsonFactory FOREIGN = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ObjectMapper JSON = JsonMapper.builder(FACTORY).build();

    /** Writes one JSON object's fields. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private CallJson() {}

    /**
     * One JSON object as UTF-8, without a line break.
     *
     * @throws IOException also if it could not be read back: the name of a parameter holds a lone surrogate
     */
    public static byte[] encode(Fields fields) throws IOException {
        try {
            final ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text(fields, false)));
            final byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException loneSurrogate) {
            final byte[] ascii = text(fields, true).getBytes(StandardCharsets.US_ASCII);
            // Texts may hold it, escaped, but Jackson reads no such names: better refused now than unreadable later.
            decode(ascii);
            return ascii;
        }
    }

    private static String text(Fields fields, boolean asciiOnly) throws IOException {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setCodec(JSON);
            json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), asciiOnly);
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Reads one JSON object. */
    public static JsonFields decode(byte[] utf8) throws IOException {
        return JsonFields.read(FACTORY, utf8);
    }

    /** Reads one JSON object that somebody else may have written. */
    public static JsonFields decodeForeign(byte[] utf8) throws IOException {
        return JsonFields.read(FOREIGN, utf8);
    }

    /** Writes the fields of a call. */
    public static void write(JsonGenerator json, Call call) throws IOException {
        json.writeStringField("key", call.key().hex());
        json.writeStringField("role", lower(call.role()));
        json.writeObjectFieldStart("request");
        write(json, call.request());
        json.writeEndObject();
        write(json, StoredAnswer.of(call));
        json.writeStringField("source", lower(call.source()));
    }

    /** The inverse of {@link #write(JsonGenerator, Call)}. */
    public static Call call(JsonFields json) throws IOException {
        return stored(json)
                .toCall(
                        new CallKey(json.text("key")),
                        json.constant("role", ModelRole.class),
                        request(json.object("request")),
                        json.constant("source", Call.Source.class));
    }

    /** Writes the fields of a stored answer. */
    public static void write(JsonGenerator json, StoredAnswer stored) throws IOException {
        json.writeObjectFieldStart("answer");
        write(json, stored.answer());
        json.writeEndObject();
        json.writeStringField("cost", stored.cost().toPlainString());
        json.writeNumberField("latencyMs", stored.latency().toMillis());
    }

    /** The inverse of {@link #write(JsonGenerator, StoredAnswer)}. */
    public static StoredAnswer stored(JsonFields json) throws IOException {
        return new StoredAnswer(
                answer(json.object("answer")), json.decimal("cost"), Duration.ofMillis(json.integer("latencyMs")));
    }

    /** Writes the fields of a model's identity; answers that are kept beyond a run are shareable ones. */
    public static void write(JsonGenerator json, ModelIdentity model) throws IOException {
        json.writeStringField("provider", model.provider());
        json.writeStringField("endpoint", model.endpoint());
        json.writeStringField("name", model.name());
        json.writeObjectFieldStart("details");
        for (final Map.Entry<String, String> detail : model.details().entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
        }
        json.writeEndObject();
    }

    /** The inverse of {@link #write(JsonGenerator, ModelIdentity)}. */
    public static ModelIdentity model(JsonFields json) throws IOException {
        final JsonFields details = json.object("details");
        final Map<String, String> texts = new TreeMap<>();
        for (final String name : details.asMap().keySet()) {
            texts.put(name, details.text(name));
        }
        return new ModelIdentity(json.text("provider"), json.text("endpoint"), json.text("name"), texts, true);
    }

    /** Writes the fields of a request. */
    public static void write(JsonGenerator json, Request request) throws IOException {
        json.writeStringField("kind", lower(request.kind()));
        json.writeArrayFieldStart("messages");
        for (final Message message : request.messages()) {
            json.writeStartObject();
            json.writeStringField("role", message.role().wireName());
            json.writeStringField("text", message.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        // As a tree, because that is the form CallKey hashes: it settles how decimals are written.
        json.writeFieldName("parameters");
        JSON.writeTree(json, JSON.valueToTree(request.parameters()));
        final String continuation = request.continuation();
        if (continuation != null) {
            json.writeStringField("continuation", continuation);
        }
        json.writeNumberField("sample", request.sample());
    }

    /** The inverse of {@link #write(JsonGenerator, Request)}. */
    public static Request request(JsonFields json) throws IOException {
        final List<Message> messages = new ArrayList<>();
        for (final JsonFields message : json.objects("messages")) {
            messages.add(new Message(Role.ofWireName(message.text("role")), message.text("text")));
        }
        return new Request(
                json.constant("kind", Request.Kind.class),
                messages,
                new TreeMap<>(json.object("parameters").asMap()),
                json.has("continuation") ? json.text("continuation") : null,
                json.smallInteger("sample"));
    }

    /** Writes the fields of an answer. */
    public static void write(JsonGenerator json, Answer answer) throws IOException {
        json.writeStringField("text", answer.text());
        json.writeStringField("finish", lower(answer.finish()));
        json.writeNumberField("inputTokens", answer.usage().inputTokens());
        json.writeNumberField("outputTokens", answer.usage().outputTokens());
        json.writeBooleanField("usageReported", answer.usage().reported());
        if (answer.logProbabilities().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("logProbabilities");
        for (final TokenLogProbability token : answer.logProbabilities()) {
            json.writeStartArray();
            json.writeString(token.token());
            json.writeNumber(token.logProbability());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** The inverse of {@link #write(JsonGenerator, Answer)}. */
    public static Answer answer(JsonFields json) throws IOException {
        return new Answer(
                json.text("text"),
                json.constant("finish", Answer.Finish.class),
                new Usage(json.integer("inputTokens"), json.integer("outputTokens"), json.flag("usageReported")),
                json.has("logProbabilities") ? json.logProbabilities("logProbabilities") : List.of());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
