package io.ape4j.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes the input of a number: noise, soups of words, trees in JSON's grammar, and mutations of valid inputs. */
final class Mutator {
    private static final int MOST_BYTES = 64_000;

    /** What has broken readers before, or could. The texts are bytes in Latin-1. */
    private static final List<byte[]> HOSTILE = Stream.of(
                    "\0",
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    "'",
                    ":",
                    ",",
                    "\n",
                    "\r\n",
                    "\r",
                    "\t",
                    " ",
                    "\\",
                    "/",
                    "#",
                    "~",
                    "- ",
                    "? ",
                    "| ",
                    "> ",
                    "&a ",
                    "*a",
                    "!!x ",
                    "<<: ",
                    "---\n",
                    "...\n",
                    "%YAML 9\n",
                    "true",
                    "null",
                    "NaN",
                    "Infinity",
                    "-0",
                    "0",
                    "1",
                    "-1",
                    "1e999",
                    "1e-999",
                    "1e999999999",
                    "1e99999999999",
                    "0x10",
                    "1_0",
                    "01",
                    "2147483648",
                    "9223372036854775808",
                    "99999999999999999999999999999999999999999999999999",
                    "0.1000000000000000055511151231257827",
                    "{{",
                    "}}",
                    "{{instruction}}",
                    "\\{{",
                    "{{ x }}",
                    "../../x",
                    "CON",
                    "/etc/passwd",
                    "C:\\x",
                    "=cmd()",
                    "</script>",
                    "javascript:",
                    "\\u0000",
                    "\\ud800",
                    "\\udfff\\ud800",
                    "\\u001b[31m",
                    "\\x",
                    "\u001b]0;x\u0007",
                    "\u00EF\u00BB\u00BF",
                    "\u00FF\u00FE",
                    "\u00FE\u00FF",
                    "\u00C0\u0080",
                    "\u00ED\u00A0\u0080",
                    "\u00F0\u009F\u0098\u0080",
                    "\u00E2\u0080\u00AE",
                    "\u00E2\u0080\u00A8",
                    "\u00C2\u0085",
                    "e\u00CC\u0081",
                    "\u00D8",
                    "\u00F4\u0090\u0080\u0080",
                    "```",
                    "<think>",
                    "</think>",
                    "---user---",
                    "Answer: ",
                    "answer",
                    "$1",
                    "(?",
                    "(((",
                    "{1000}",
                    "a*b+",
                    "%s")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    private final List<byte[]> seeds;
    private final List<byte[]> words;

    Mutator(Target target) {
        this.seeds = target.seeds();
        this.words = target.words().stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The input of that number, always the same. */
    byte[] input(long number) {
        final SplittableRandom random = new SplittableRandom(number);
        return switch (random.nextInt(16)) {
            case 0 -> noise(random, 1 + random.nextInt(200));
            case 1 -> seeds.get(random.nextInt(seeds.size()));
            case 2, 3, 4 -> soup(random, 1 + random.nextInt(40));
            case 5, 6 -> tree(random);
            default -> mutated(random);
        };
    }

    private static byte[] noise(SplittableRandom random, int length) {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] word(SplittableRandom random) {
        final boolean own = !words.isEmpty() && random.nextInt(5) < 3;
        final List<byte[]> from = own ? words : HOSTILE;
        return from.get(random.nextInt(from.size()));
    }

    private byte[] soup(SplittableRandom random, int length) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            out.writeBytes(word(random));
            if (random.nextInt(4) == 0) {
                out.write(random.nextBoolean() ? ' ' : '\n');
            }
        }
        return out.toByteArray();
    }

    private byte[] tree(SplittableRandom random) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        value(random, 0, out);
        return out.toByteArray();
    }

    private void value(SplittableRandom random, int depth, ByteArrayOutputStream out) {
        final int kind = depth > 5 ? 4 + random.nextInt(4) : random.nextInt(8);
        if (kind < 3 || depth == 0) {
            out.write('{');
            for (int i = random.nextInt(7); i >= 0; i--) {
                string(random, out);
                out.write(':');
                value(random, depth + 1, out);
                out.writeBytes(i == 0 ? new byte[0] : new byte[] {','});
            }
            out.write('}');
        } else if (kind == 3) {
            out.write('[');
            for (int i = random.nextInt(5); i >= 0; i--) {
                value(random, depth + 1, out);
                out.writeBytes(i == 0 ? new byte[0] : new byte[] {','});
            }
            out.write(']');
        } else if (kind < 7) {
            string(random, out);
        } else {
            out.writeBytes(word(random));
        }
    }

    private void string(SplittableRandom random, ByteArrayOutputStream out) {
        out.write('"');
        for (final byte b : word(random)) {
            if (b != '"' && b != '\n') {
                out.write(b);
            }
        }
        out.write('"');
    }

    private byte[] mutated(SplittableRandom random) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size()));
        for (int i = random.nextInt(5); i >= 0 && bytes.length < MOST_BYTES; i--) {
            bytes = mutation(bytes, random);
        }
        return bytes;
    }

    private byte[] mutation(byte[] bytes, SplittableRandom random) {
        final int from = random.nextInt(bytes.length + 1);
        final int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(30)));
        return switch (random.nextInt(10)) {
            case 0 -> spliced(bytes, from, to, new byte[0]);
            case 1, 2, 3 -> spliced(bytes, from, random.nextBoolean() ? from : to, word(random));
            case 4 -> spliced(bytes, from, from, repeated(Arrays.copyOfRange(bytes, from, to), random.nextInt(20)));
            case 5 -> spliced(bytes, from, from, repeated(word(random), random.nextInt(2_000)));
            case 6 -> Arrays.copyOf(bytes, from);
            case 7 -> flipped(bytes, from, random);
            case 8 -> spliced(bytes, from, to, noise(random, 1 + random.nextInt(4)));
            default -> crossed(bytes, from, random);
        };
    }

    private byte[] crossed(byte[] bytes, int from, SplittableRandom random) {
        final byte[] other = seeds.get(random.nextInt(seeds.size()));
        final int start = random.nextInt(other.length + 1);
        return spliced(bytes, from, bytes.length, Arrays.copyOfRange(other, start, other.length));
    }

    private static byte[] flipped(byte[] bytes, int at, SplittableRandom random) {
        if (at == bytes.length) {
            return bytes;
        }
        final byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private static byte[] repeated(byte[] piece, int times) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times && out.size() < MOST_BYTES; i++) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
        final List<byte[]> pieces = new ArrayList<>(
                List.of(Arrays.copyOf(bytes, from), inserted, Arrays.copyOfRange(bytes, to, bytes.length)));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
