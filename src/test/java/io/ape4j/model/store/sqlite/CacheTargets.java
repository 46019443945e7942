package io.ape4j.model.store.sqlite;

import io.ape4j.fuzz.Target;
import io.ape4j.model.store.StoreTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Readers of the cache's entries. */
public final class CacheTargets {
    private CacheTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.ofBytes(
                        "cache-entry",
                        6_000,
                        List.of(packed(), plain(StoreTargets.stored())),
                        StoreTargets.words(),
                        AnswerBytes::unpack,
                        List.of(IOException.class)),
                Target.ofBytes(
                        "cache-json",
                        6_000,
                        List.of(StoreTargets.stored()),
                        StoreTargets.words(),
                        input -> AnswerBytes.unpack(plain(input)),
                        List.of(IOException.class)),
                Target.ofBytes(
                        "cache-question",
                        4_000,
                        List.of(StoreTargets.call()),
                        StoreTargets.words(),
                        input -> AnswerBytes.unpackRequest(plain(input)),
                        List.of(IOException.class)));
    }

    private static byte[] packed() {
        try {
            return AnswerBytes.pack(StoreTargets.answer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] plain(byte[] json) {
        return ByteBuffer.allocate(5 + json.length)
                .put((byte) 0)
                .putInt(json.length)
                .put(json)
                .array();
    }
}
