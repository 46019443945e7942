package io.ape4j.model.store;

import com.fasterxml.jackson.core.JacksonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The form of an answer in a {@link CallStore}: one byte for how it is packed, four for its length when unpacked, then
 * its JSON, deflated where that makes it shorter. The checksum covers the key too, so that an answer can't turn up
 * under another key.
 */
final class AnswerBytes {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int HEADER = 5;
    private static final int WORTH_PACKING = 128;

    private AnswerBytes() {}

    static byte[] pack(StoredAnswer answer) throws IOException {
        final byte[] json = CallJson.encode(out -> CallJson.write(out, answer));
        final byte[] deflated = json.length < WORTH_PACKING ? json : deflate(json);
        final boolean shorter = deflated.length < json.length;
        return ByteBuffer.allocate(HEADER + (shorter ? deflated.length : json.length))
                .put(shorter ? DEFLATED : PLAIN)
                .putInt(json.length)
                .put(shorter ? deflated : json)
                .array();
    }

    /** The inverse of {@link #pack}; {@link IOException} if these are not its bytes. */
    static StoredAnswer unpack(byte[] packed) throws IOException {
        if (packed.length < HEADER) {
            throw new IOException("an answer of " + packed.length + " bytes");
        }
        final ByteBuffer bytes = ByteBuffer.wrap(packed);
        final byte form = bytes.get();
        final int length = bytes.getInt();
        final byte[] body = new byte[bytes.remaining()];
        bytes.get(body);
        try {
            return CallJson.stored(CallJson.decode(form == DEFLATED ? inflate(body, length) : body));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("an answer that is not JSON of this version", e);
        }
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
    private static byte[] inflate(byte[] deflated, int length) throws IOException {
        final Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            final byte[] buffer = new byte[4096];
            while (!inflater.finished() && out.size() <= length) {
                final int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IOException("an answer that ends too early");
                }
                out.write(buffer, 0, count);
            }
            if (out.size() != length) {
                throw new IOException("an answer of another length than it says");
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException("an answer that can't be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
