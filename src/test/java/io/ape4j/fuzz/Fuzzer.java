package io.ape4j.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@link Target} one input after the other, on a thread of its own, and fails with the number of the input if
 * it throws what it does not document, takes memory out of proportion, or does not come back.
 */
final class Fuzzer {
    /** A start may load classes and compile schemas; a loaded machine may stand still for seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final long ALLOCATED_AT_LEAST_BYTES = 64L << 20;
    /** JSON trees of short values take dozens of bytes a character, and some readers go over their input several times. */
    private static final long ALLOCATED_PER_INPUT_BYTE = 4_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target target;
    private final Mutator mutator;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile long number;
    private volatile long startedNanos;
    private final AtomicInteger done = new AtomicInteger();

    Fuzzer(Target target) {
        this.target = target;
        this.mutator = new Mutator(target);
    }

    /** Reads inputs from a number on, until there were enough or time is over; returns how many. */
    int run(long first, int inputs, Duration longest) throws InterruptedException {
        final long deadline = System.nanoTime() + longest.toNanos();
        startedNanos = System.nanoTime();
        final Thread worker = new Thread(() -> work(first, inputs, deadline), "fuzz-" + target.name());
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive()) {
            worker.join(200);
            if (worker.isAlive() && System.nanoTime() - startedNanos > LONGEST.toNanos()) {
                final AssertionError hangs = new AssertionError(place() + ": does not come back; input " + shown());
                hangs.setStackTrace(worker.getStackTrace());
                throw hangs;
            }
        }
        final Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError(place() + ": " + failed + "; input " + shown(), failed);
        }
        return done.get();
    }

    private void work(long first, int inputs, long deadline) {
        try {
            for (int i = 0; i < inputs && System.nanoTime() < deadline; i++) {
                number = first + i;
                startedNanos = System.nanoTime();
                read(mutator.input(number));
                done.incrementAndGet();
            }
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    private void read(byte[] input) throws Exception {
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            target.reading().read(input.clone());
        } catch (Throwable e) {
            if (target.allowed().stream().noneMatch(type -> type.isInstance(e))) {
                throw e;
            }
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("an exception without a message", e);
            }
        }
        final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > ALLOCATED_AT_LEAST_BYTES + ALLOCATED_PER_INPUT_BYTE * input.length) {
            throw new AssertionError(allocated + " bytes of memory were taken for " + input.length + " bytes of input");
        }
    }

    private String place() {
        return "reader " + target.name() + ", input " + number + " (again with -Dape4j.fuzz=" + target.name() + ":"
                + number + ")";
    }

    private String shown() {
        final byte[] input = mutator.input(number);
        final String text = new String(Arrays.copyOf(input, Math.min(input.length, 600)), StandardCharsets.ISO_8859_1);
        final StringBuilder out = new StringBuilder().append(input.length).append(" bytes: ");
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~' || c == '\\') {
                out.append(String.format(java.util.Locale.ROOT, "\\x%02x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
