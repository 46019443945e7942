package io.ape4j.model.pipeline;

import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;

/**
 * The most tokens that an attempt can use, known before it is sent: every token of a byte-level vocabulary stands for
 * at least one byte of UTF-8, and the answer is limited by the request.
 */
final class UpperBound {
    /** What a chat template adds around one message, and once. */
    private static final int TOKENS_PER_MESSAGE = 16;

    private static final int TOKENS_PER_CHAT = 64;

    private UpperBound() {}

    /** Upper bounds of input and output tokens, as an unreported {@link Usage}. */
    static Usage of(Request request) {
        long input = TOKENS_PER_CHAT;
        for (final Message message : request.messages()) {
            input += TOKENS_PER_MESSAGE + utf8Bytes(message.text());
        }
        long output = request.maxTokens();
        final String continuation = request.continuation();
        if (continuation != null) {
            input += utf8Bytes(continuation);
            // Some servers are made to write it, and its end.
            output = utf8Bytes(continuation) + 1;
        }
        // Some servers write the schema into the prompt.
        final Object schema = request.parameters().get(Request.RESPONSE_FORMAT);
        if (schema != null) {
            input += 2 * utf8Bytes(schema.toString());
        }
        return new Usage(input, output, false);
    }

    private static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
