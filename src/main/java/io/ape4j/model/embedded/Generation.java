package io.ape4j.model.embedded;

import io.ape4j.model.Answer.Finish;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.embedded.llama.Grammar;
import io.ape4j.model.embedded.llama.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one answer token by token behind a prompt. */
final class Generation {
    private final PromptSequence sequence;
    private final Vocabulary vocabulary;
    private final Parameters parameters;
    private final @Nullable Grammar grammar;
    private final Sampling sampling;
    private final Written written = new Written();
    private final List<TokenLogProbability> logProbabilities = new ArrayList<>();
    private int tokens;

    Generation(
            PromptSequence sequence,
            Vocabulary vocabulary,
            Parameters parameters,
            @Nullable Grammar grammar,
            Sampling sampling) {
        this.sequence = sequence;
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.grammar = grammar;
        this.sampling = sampling;
    }

    Finish run(float[] promptEnd) {
        float[] logits = promptEnd;
        while (true) {
            final int token = next(logits);
            tokens++;
            if (vocabulary.endsGeneration(token)) {
                return Finish.STOP;
            }
            final byte[] piece = vocabulary.piece(token);
            if (parameters.logProbabilities()) {
                logProbabilities.add(new TokenLogProbability(
                        new String(piece, StandardCharsets.UTF_8), Sampling.logProbability(logits, token)));
            }
            if (written.append(piece, parameters.stop())) {
                return Finish.STOP;
            }
            if (tokens == parameters.maxTokens()) {
                return Finish.LENGTH;
            }
            logits = sequence.append(token);
        }
    }

    private int next(float[] logits) {
        if (grammar == null) {
            return sampling.choose(logits);
        }
        final int unbound = sampling.isGreedy() ? Sampling.likeliest(logits) : -1;
        // The grammar is slow on the whole vocabulary, and mostly the likeliest token is allowed.
        final int token = unbound >= 0 && grammar.allows(unbound) ? unbound : sampling.choose(grammar.mask(logits));
        if (!vocabulary.endsGeneration(token)) {
            grammar.accept(token);
        }
        return token;
    }

    String text() {
        return written.text();
    }

    /** Tokens that the model produced, an end token and those of a stop text included. */
    int tokens() {
        return tokens;
    }

    List<TokenLogProbability> logProbabilities() {
        return logProbabilities;
    }

    /** The answer's bytes so far. A token may be part of a character, so stop texts are looked for in bytes. */
    private static final class Written {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int end = -1;

        /** Whether a stop text is now in the answer, which then ends before the first. */
        boolean append(byte[] piece, List<String> stops) {
            final int before = bytes.size();
            bytes.writeBytes(piece);
            if (stops.isEmpty()) {
                return false;
            }
            final byte[] all = bytes.toByteArray();
            for (final String stop : stops) {
                final byte[] wanted = stop.getBytes(StandardCharsets.UTF_8);
                final int at = indexOf(all, wanted, Math.max(0, before - wanted.length + 1));
                if (at >= 0 && (end < 0 || at < end)) {
                    end = at;
                }
            }
            return end >= 0;
        }

        private static int indexOf(byte[] all, byte[] wanted, int from) {
            for (int at = from; at + wanted.length <= all.length; at++) {
                if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
                    return at;
                }
            }
            return -1;
        }

        String text() {
            final ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray(), 0, end < 0 ? bytes.size() : end);
            final CharBuffer text = CharBuffer.allocate(all.remaining());
            // Not the end of the input: a character that the limit of tokens cut in two is left out.
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(all, text, false);
            return text.flip().toString();
        }
    }
}
