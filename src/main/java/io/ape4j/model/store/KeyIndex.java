package io.ape4j.model.store;

import io.ape4j.model.CallKey;
import java.util.Arrays;

/**
 * A map from {@link CallKey} to a number that takes 24 bytes a slot, so that a million calls can be indexed in memory.
 * It keeps the first 128 bits of a key, which are as good as all 256 against chance.
 *
 * <p>Not safe for use from many threads.
 */
public final class KeyIndex {
    /** What {@link #get} answers for an unknown key. */
    public static final long ABSENT = -1;

    private static final int FIRST_CAPACITY = 64;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private long[] values = filled(FIRST_CAPACITY);
    private int size;

    /** The number stored under a key, or {@link #ABSENT}. */
    public long get(CallKey key) {
        return values[slot(high(key), low(key))];
    }

    /**
     * Stores a number unless the key has one already.
     *
     * @param value at least 0
     * @return whether the key was new
     */
    public boolean putIfAbsent(CallKey key, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("value must be at least 0, was " + value);
        }
        final int slot = slot(high(key), low(key));
        if (values[slot] != ABSENT) {
            return false;
        }
        set(slot, high(key), low(key), value);
        size++;
        if (size > values.length / 4 * 3) {
            grow();
        }
        return true;
    }

    /** How many keys are stored. */
    public int size() {
        return size;
    }

    private void grow() {
        final long[] oldHigh = high;
        final long[] oldLow = low;
        final long[] oldValues = values;
        final int capacity = Math.multiplyExact(oldValues.length, 2);
        high = new long[capacity];
        low = new long[capacity];
        values = filled(capacity);
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != ABSENT) {
                set(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldValues[i]);
            }
        }
    }

    private void set(int slot, long highBits, long lowBits, long value) {
        high[slot] = highBits;
        low[slot] = lowBits;
        values[slot] = value;
    }

    /** The slot that holds the key, or the free one where it belongs (linear probing; keys are uniform hashes). */
    private int slot(long highBits, long lowBits) {
        final int mask = values.length - 1;
        int slot = (int) lowBits & mask;
        while (values[slot] != ABSENT && (high[slot] != highBits || low[slot] != lowBits)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long[] filled(int capacity) {
        final long[] empty = new long[capacity];
        Arrays.fill(empty, ABSENT);
        return empty;
    }

    private static long high(CallKey key) {
        return Long.parseUnsignedLong(key.hex(), 0, 16, 16);
    }

    private static long low(CallKey key) {
        return Long.parseUnsignedLong(key.hex(), 16, 32, 16);
    }
}
