package io.ape4j.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CallJsonTest {
    @Property(tries = 200)
    void aRequestThatIsReadBackHasTheSameKey(@ForAll("requests") Request request) throws IOException {
        final byte[] json = CallJson.encode(out -> CallJson.write(out, request));

        final Request back = CallJson.request(CallJson.decode(json));

        assertThat(CallKey.canonical(Sample.MODEL, back)).isEqualTo(CallKey.canonical(Sample.MODEL, request));
        assertThat(back.messages()).isEqualTo(request.messages());
        assertThat(back.continuation()).isEqualTo(request.continuation());
    }

    @Property(tries = 200)
    void anAnswerIsReadBackAsItWas(@ForAll("answers") Answer answer) throws IOException {
        final byte[] json = CallJson.encode(out -> CallJson.write(out, answer));

        assertThat(CallJson.answer(CallJson.decode(json))).isEqualTo(answer);
    }

    @Property(tries = 200)
    void aRecordIsOneLineWhateverItHolds(@ForAll("texts") String text) throws IOException {
        final byte[] json = CallJson.encode(out -> CallJson.write(out, Sample.call(text, text)));

        assertThat(json).doesNotContain('\n', '\r');
    }

    @Example
    void numbersKeepTheirForm() throws IOException {
        final Request request = Sample.request("x")
                .with("int", 1)
                .with("long", 1L << 40)
                .with("huge", BigInteger.TWO.pow(100))
                .with("double", 1.0)
                .with("negativeZero", -0.0)
                .with("large", 1e20)
                .with("decimal", new BigDecimal("1E+1"))
                .with("nested", Map.of("b", List.of(1, 1.0, true, "x"), "a", 0.1));
        final byte[] json = CallJson.encode(out -> CallJson.write(out, request));

        final Request back = CallJson.request(CallJson.decode(json));

        assertThat(CallKey.of(Sample.MODEL, back)).isEqualTo(CallKey.of(Sample.MODEL, request));
        assertThat(back.parameters().get("double")).isEqualTo(1.0);
        assertThat(back.parameters().get("int")).isEqualTo(1);
    }

    @Example
    void decimalsOfAForeignHandAreReadAsTheyWillBeWritten() throws IOException {
        final Map<String, Number> decimals = Map.of(
                "10.00120",
                10.0012,
                "12.00",
                12,
                "-0.00",
                0,
                "0E+5",
                0,
                "1.50E+2",
                new BigDecimal("1.5E+2"),
                "100.00",
                new BigDecimal("1E+2"));
        for (final Map.Entry<String, Number> decimal : decimals.entrySet()) {
            final byte[] tampered = new String(
                            CallJson.encode(out ->
                                    CallJson.write(out, Sample.request("x").with("decimal", 0.5))),
                            StandardCharsets.UTF_8)
                    .replace("0.5", decimal.getKey())
                    .getBytes(StandardCharsets.UTF_8);

            final Request read = CallJson.request(CallJson.decode(tampered));

            assertThat(read.parameters()).containsEntry("decimal", decimal.getValue());
            assertThat(CallJson.request(CallJson.decode(CallJson.encode(out -> CallJson.write(out, read)))))
                    .isEqualTo(read);
        }
    }

    @Example
    void aLoneSurrogateIsKept() throws IOException {
        final Call call = Sample.call("a\uD800b\u00E9", "\uDFFF\uD83D\uDE00");
        final byte[] json = CallJson.encode(out -> CallJson.write(out, call));

        final Call back = CallJson.call(CallJson.decode(json));

        assertThat(back.request().messages()).isEqualTo(call.request().messages());
        assertThat(back.answer()).isEqualTo(call.answer());
    }

    @Example
    void aNameThatCouldNotBeReadBackIsRefused() {
        final Request request = Sample.request("x").with("a\uD800", 1);

        assertThatThrownBy(() -> CallJson.encode(out -> CallJson.write(out, request)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name");
    }

    @Example
    void aMissingFieldIsNamed() {
        final byte[] json = "{\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CallJson.answer(CallJson.decode(json)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("finish");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars('\u0000', '\n', '\r', '"', '\\', '\u2028', '\uFEFF', '\uD83D', '\uDE00', '\uFFFF')
                        .ofMaxLength(10),
                Arbitraries.strings().ascii().ofMaxLength(30));
    }

    /** Any text that can be sent: without lone surrogates. */
    private Arbitrary<String> names() {
        return texts().filter(name -> StandardCharsets.UTF_8.newEncoder().canEncode(name));
    }

    @Provide
    Arbitrary<Request> requests() {
        final Arbitrary<List<Message>> messages = Combinators.combine(Arbitraries.of(Role.class), texts())
                .as(Message::new)
                .list()
                .ofMaxSize(3);
        final Arbitrary<Map<String, Object>> parameters =
                Arbitraries.maps(names(), values()).ofMaxSize(4);
        return Combinators.combine(
                        messages, parameters, texts(), Arbitraries.integers().between(0, 9))
                .as((chat, sent, text, sample) -> sample % 2 == 0
                        ? new Request(Request.Kind.CHAT, chat, new TreeMap<>(sent), null, sample)
                        : new Request(Request.Kind.SCORE_CONTINUATION, chat, new TreeMap<>(sent), text, sample));
    }

    private Arbitrary<Object> values() {
        final Arbitrary<Object> plain = Arbitraries.oneOf(Arrays.asList(
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.bigDecimals().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                texts().asGeneric()));
        return Arbitraries.oneOf(Arrays.asList(
                plain,
                plain.list().ofMaxSize(3).asGeneric(),
                Arbitraries.maps(names(), plain).ofMaxSize(3).asGeneric()));
    }

    @Provide
    Arbitrary<Answer> answers() {
        final Arbitrary<Usage> usages = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(true, false))
                .as(Usage::new);
        final Arbitrary<Double> logProbabilities = Arbitraries.oneOf(
                Arbitraries.doubles().lessOrEqual(0), Arbitraries.of(Double.NEGATIVE_INFINITY, Double.NaN, -0.0));
        return Combinators.combine(
                        texts(),
                        Arbitraries.of(Answer.Finish.class),
                        usages,
                        Combinators.combine(texts(), logProbabilities)
                                .as(TokenLogProbability::new)
                                .list()
                                .ofMaxSize(4))
                .as(Answer::new);
    }
}
