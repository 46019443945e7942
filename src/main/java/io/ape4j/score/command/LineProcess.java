package io.ape4j.score.command;

import io.ape4j.model.hosted.http.SecretVariables;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A started program that answers a line with a line. Its output is read in bounded memory whether or not anybody waits
 * for it. For one thread at a time.
 */
final class LineProcess {
    private static final int MOST_LINE_BYTES = 1 << 20;
    private static final int MOST_WAITING_LINES = 16;
    private static final int KEPT_ERROR_BYTES = 2000;

    private final Process process;
    private final Thread hook;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> daemon(task, "scorer-input"));
    private final Tail errors = new Tail(KEPT_ERROR_BYTES);
    private final Thread errorReader = daemon(this::readErrors, "scorer-errors");

    /** What came out of the program. */
    private sealed interface Event {}

    private record Line(String text) implements Event {}

    private record TooMuch(String message) implements Event {}

    private record End() implements Event {}

    /** The program wrote more than it was asked for. */
    static final class Flood extends Exception {
        private static final long serialVersionUID = 1L;

        Flood(String message) {
            super(message);
        }
    }

    private LineProcess(Process process) {
        this.process = process;
        this.hook = new Thread(this::killTree, "scorer-end");
    }

    /** @param variables names of secret environment variables that the program shall have; it gets no others */
    static LineProcess start(List<String> command, List<String> variables) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(command);
        SecretVariables.remove(builder.environment(), variables);
        final LineProcess started = new LineProcess(builder.start());
        Runtime.getRuntime().addShutdownHook(started.hook);
        daemon(started::readLines, "scorer-output").start();
        started.errorReader.start();
        return started;
    }

    private static Thread daemon(Runnable task, String name) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Sends a line and waits for the next one.
     *
     * @return the answer, or nothing if time ran out
     * @throws IOException if the program closed its input or output
     */
    Optional<String> exchange(String line, Duration timeout) throws IOException, Flood, InterruptedException {
        final Event early = events.poll();
        if (early instanceof Line unasked) {
            throw new Flood("wrote a line that nobody asked for: " + ScorerProcess.shown(unasked.text()));
        }
        if (early != null) {
            throw failure(early);
        }
        final Future<Event> awaited = worker.submit(() -> {
            final OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
            return events.take();
        });
        try {
            final Event event = awaited.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (event instanceof Line answer) {
                return Optional.of(answer.text());
            }
            throw failure(event);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("the program takes no input", e.getCause());
        }
    }

    private static EOFException failure(Event event) throws Flood {
        if (event instanceof TooMuch flood) {
            throw new Flood(flood.message());
        }
        return new EOFException("end of output");
    }

    private void readLines() {
        final byte[] line = new byte[MOST_LINE_BYTES];
        int length = 0;
        try (InputStream output = new BufferedInputStream(process.getInputStream())) {
            for (int next = output.read(); next >= 0; next = output.read()) {
                if (next == '\n') {
                    events.add(new Line(new String(line, 0, length, StandardCharsets.UTF_8)));
                    length = 0;
                } else if (length < line.length) {
                    line[length] = (byte) next;
                    length++;
                }
                if (length == line.length || events.size() > MOST_WAITING_LINES) {
                    events.clear();
                    events.add(new TooMuch("flooded: more than " + MOST_WAITING_LINES
                            + " lines nobody asked for, or a line of " + MOST_LINE_BYTES + " bytes"));
                    return;
                }
            }
            events.add(new End());
        } catch (IOException e) {
            events.add(new End());
        }
    }

    private void readErrors() {
        final byte[] buffer = new byte[4096];
        try (InputStream stream = process.getErrorStream()) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                errors.add(buffer, count);
            }
        } catch (IOException e) {
            errors.add(new byte[0], 0);
        }
    }

    /** The end of what the program wrote to its standard error, as the end of a sentence; may be empty. */
    String lastWords() {
        final String text = errors.text().strip();
        return text.isEmpty() ? "" : "; its last words: " + text;
    }

    /** The exit status, if the program ends within that time. */
    Optional<Integer> exitValue(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        errorReader.join(patience.toMillis());
        return Optional.of(process.exitValue());
    }

    /** Ends the program, and what it started, at once. */
    void kill() {
        killTree();
        worker.shutdownNow();
        forgetHook();
    }

    /** Closes the program's input and ends it if it does not end by itself. */
    void end(Duration patience) {
        try {
            process.getOutputStream().close();
            process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            killTree();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private void killTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and the hook has run or will.
            killTree();
        }
    }

    /** The last bytes of a stream. */
    private static final class Tail {
        private final int most;
        private byte[] kept = new byte[0];

        Tail(int most) {
            this.most = most;
        }

        synchronized void add(byte[] bytes, int count) {
            final byte[] all = Arrays.copyOf(kept, kept.length + count);
            System.arraycopy(bytes, 0, all, kept.length, count);
            kept = Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
        }

        synchronized String text() {
            return new String(kept, StandardCharsets.UTF_8);
        }
    }
}
