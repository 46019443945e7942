package io.ape4j.task;

import io.ape4j.task.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A keyed hash of an example's normalised input: what tells duplicates, names examples and spreads them over splits.
 * It depends on the values of the input fields in their order and on nothing else.
 *
 * @param hex SHA-256 in hexadecimal digits
 */
public record InputHash(String hex) {
    private static final String ID_KEY = "ape4j example id 1";
    private static final String SPLIT_KEY = "ape4j example split 1";
    private static final int ID_DIGITS = 16;
    /** Doubles in [0, 1) are multiples of this. */
    private static final double STEP = 0x1p-53;

    /** The hash of an input. */
    public static InputHash of(Collection<String> fieldValues) {
        final MessageDigest digest = Sha256.digest();
        digest.update(ID_KEY.getBytes(StandardCharsets.US_ASCII));
        for (final String value : fieldValues) {
            final byte[] bytes = normalise(value).getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return new InputHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** The value in normal form C and lower case, with white space collapsed: what counts as the same input. */
    public static String normalise(String value) {
        return Normalizer.normalize(
                Normalizer.normalize(value, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("(?U)\\s+", " ")
                        .strip(),
                Normalizer.Form.NFC);
    }

    /** The id of the first example with this input. */
    public String id() {
        return hex.substring(0, ID_DIGITS);
    }

    /** The split of all examples with this input. */
    public Split split(SplitSpec splits) {
        final double position = (Sha256.number(SPLIT_KEY + hex) >>> 11) * STEP;
        if (position < splits.propose()) {
            return Split.PROPOSE;
        }
        return position < splits.propose() + splits.select() ? Split.SELECT : Split.TEST;
    }
}
