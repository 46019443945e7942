package io.ape4j.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * One reader of outside data.
 *
 * @param name what a failure is replayed by
 * @param seeds valid inputs that are mutated; at least one
 * @param words what the reader's grammar is made of: keys, values, marks
 * @param inputs how many are generated in the short form
 * @param allowed exceptions that the reader documents
 * @param reading reads one input, and checks what came of it
 */
public record Target(
        String name,
        List<byte[]> seeds,
        List<String> words,
        int inputs,
        Set<Class<? extends Throwable>> allowed,
        Reading reading) {

    /** Reads one input. */
    @FunctionalInterface
    public interface Reading {
        void read(byte[] input) throws Exception;
    }

    /** As {@link Reading}, of text. */
    @FunctionalInterface
    public interface TextReading {
        void read(String input) throws Exception;
    }

    public Target {
        seeds = List.copyOf(seeds);
        words = List.copyOf(words);
        allowed = Set.copyOf(allowed);
    }

    /** A reader of bytes. */
    public static Target ofBytes(
            String name,
            int inputs,
            List<byte[]> seeds,
            List<String> words,
            Reading reading,
            List<Class<? extends Throwable>> allowed) {
        return new Target(name, seeds, words, inputs, Set.copyOf(allowed), reading);
    }

    /** A reader of files, which are bytes, with seeds that are text. */
    public static Target ofFiles(
            String name,
            int inputs,
            List<String> seeds,
            List<String> words,
            Reading reading,
            List<Class<? extends Throwable>> allowed) {
        return ofBytes(name, inputs, utf8(seeds), words, reading, allowed);
    }

    /** A reader of text that somebody else has decoded. */
    public static Target ofText(
            String name,
            int inputs,
            List<String> seeds,
            List<String> words,
            TextReading reading,
            List<Class<? extends Throwable>> allowed) {
        return ofBytes(name, inputs, utf8(seeds), words, bytes -> reading.read(text(bytes)), allowed);
    }

    private static List<byte[]> utf8(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** As UTF-8; what is none, as Latin-1, with U+00D8 for half of a surrogate pair. */
    private static String text(byte[] bytes) {
        final String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0
                ? text
                : new String(bytes, StandardCharsets.ISO_8859_1).replace('\u00D8', '\uD800');
    }
}
