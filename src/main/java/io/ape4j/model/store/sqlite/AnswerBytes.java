package io.ape4j.model.store.sqlite;

import com.fasterxml.jackson.core.JacksonException;
import io.ape4j.model.Request;
import io.ape4j.model.store.CallJson;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.StoredAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The form of an answer, or of a request, in a {@link CallStore}: one byte for how it is packed, four for its length
 * when unpacked, then its JSON, deflated where that makes it shorter. An answer's checksum covers the key too, so that
 * it can't turn up under another key; a request needs none, because its key is its checksum.
 */
final class AnswerBytes {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final byte DEFLATED_WITH_WORDS = 2;
    private static final int HEADER = 5;

    /** What every entry holds, so that none has to spell it out. Other words would need another form. */
    private static final byte[] WORDS = ("\"logProbabilities\":[[\"continuation\":\"\"grammar\":\"\"responseFormat\":{"
                    + "\"topP\":0.9\"stop\":[\"\"seed\":\"kind\":\"score_continuation\",\"messages\":[{\"role\":\"system\","
                    + "\"text\":\"\"},{\"role\":\"assistant\",\"text\":\"\"finish\":\"length\"{\"kind\":\"chat\",\"messages\":"
                    + "[{\"role\":\"user\",\"text\":\"\"}],\"parameters\":{\"maxTokens\":16,\"temperature\":0.0},\"sample\":0}"
                    + "{\"answer\":{\"text\":\"\",\"finish\":\"stop\",\"inputTokens\":100,\"outputTokens\":1,"
                    + "\"usageReported\":true},\"cost\":\"0.000\",\"latencyMs\":100}")
            .getBytes(StandardCharsets.US_ASCII);

    private AnswerBytes() {}

    static byte[] pack(StoredAnswer answer) throws IOException {
        return pack(CallJson.encode(out -> CallJson.write(out, answer)));
    }

    /** The inverse of {@link #pack(StoredAnswer)}; {@link IOException} if these are not its bytes. */
    static StoredAnswer unpack(byte[] packed) throws IOException {
        try {
            return CallJson.stored(CallJson.decode(json(packed)));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("an answer that is not JSON of this version", e);
        }
    }

    static byte[] pack(Request request) throws IOException {
        return pack(CallJson.encode(out -> CallJson.write(out, request)));
    }

    /** The inverse of {@link #pack(Request)}; {@link IOException} if these are not its bytes. */
    static Request unpackRequest(byte[] packed) throws IOException {
        try {
            return CallJson.request(CallJson.decode(json(packed)));
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("a request that is not JSON of this version", e);
        }
    }

    private static byte[] pack(byte[] json) {
        final byte[] deflated = deflate(json);
        final boolean shorter = deflated.length < json.length;
        return ByteBuffer.allocate(HEADER + (shorter ? deflated.length : json.length))
                .put(shorter ? DEFLATED_WITH_WORDS : PLAIN)
                .putInt(json.length)
                .put(shorter ? deflated : json)
                .array();
    }

    private static byte[] json(byte[] packed) throws IOException {
        if (packed.length < HEADER) {
            throw new IOException("an entry of " + packed.length + " bytes");
        }
        final ByteBuffer bytes = ByteBuffer.wrap(packed);
        final byte form = bytes.get();
        final int length = bytes.getInt();
        final byte[] body = new byte[bytes.remaining()];
        bytes.get(body);
        return switch (form) {
            case PLAIN -> body;
            case DEFLATED, DEFLATED_WITH_WORDS -> inflate(body, length, form == DEFLATED_WITH_WORDS);
            default -> throw new IOException("an entry packed in a way that this version does not know");
        };
    }

    static long checksum(byte[] key, byte[] packed) {
        final CRC32C crc = new CRC32C();
        crc.update(key, 0, key.length);
        crc.update(packed, 0, packed.length);
        return crc.getValue();
    }

    static byte[] key(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] deflate(byte[] bytes) {
        final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setDictionary(WORDS);
            deflater.setInput(bytes);
            deflater.finish();
            final ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
            final byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Inflates in memory bounded by what really comes out, whatever length was said. */
    private static byte[] inflate(byte[] deflated, int length, boolean words) throws IOException {
        final Inflater inflater = new Inflater(true);
        try {
            if (words) {
                inflater.setDictionary(WORDS);
            }
            inflater.setInput(deflated);
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            final byte[] buffer = new byte[4096];
            while (!inflater.finished() && out.size() <= length) {
                final int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IOException("an entry that ends too early");
                }
                out.write(buffer, 0, count);
            }
            if (out.size() != length) {
                throw new IOException("an entry of another length than it says");
            }
            return out.toByteArray();
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new IOException("an entry that can't be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
