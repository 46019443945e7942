package io.ape4j.score.command;

import io.ape4j.model.ModelException;
import io.ape4j.score.MetricException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one external program running and exchanges lines with it, one at a time. Safe for use from many threads. Starts
 * the program at the first exchange and again at the first one after a failure. Whatever goes wrong ends the program with
 * all that it started.
 */
final class ScorerProcess implements AutoCloseable {
    private static final int MOST_SHOWN = 200;

    private final List<String> command;
    private final List<String> variables;
    private final Duration timeout;
    private @Nullable LineProcess running;
    private boolean closed;

    ScorerProcess(List<String> command, List<String> variables, Duration timeout) {
        this.command = List.copyOf(command);
        this.variables = List.copyOf(variables);
        this.timeout = timeout;
    }

    /**
     * Sends a line and waits for the one that answers it.
     *
     * @throws MetricException if the program does not start, does not answer in time, ends, or writes too much
     * @throws ModelException.Interrupted if the thread was interrupted
     */
    synchronized String exchange(String line) {
        final LineProcess process = start();
        try {
            final Optional<String> answer = process.exchange(line, timeout);
            return answer.orElseThrow(
                    () -> failed("did not answer within " + timeout.toSeconds() + " s" + process.lastWords(), null));
        } catch (LineProcess.Flood e) {
            throw failed(e.getMessage(), e);
        } catch (IOException e) {
            throw failed(ended(process), e);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while the scorer " + command + " worked");
        }
    }

    private LineProcess start() {
        if (closed) {
            throw new MetricException("the scorer " + command + " was closed", null);
        }
        final LineProcess current = running;
        if (current != null) {
            return current;
        }
        try {
            final LineProcess started = LineProcess.start(command, variables);
            running = started;
            return started;
        } catch (IOException e) {
            throw new MetricException(
                    "the scorer " + command + " can't be started: " + e.getMessage() + "; mend metric option command",
                    e);
        }
    }

    private static String ended(LineProcess process) {
        try {
            final String status = process.exitValue(Duration.ofSeconds(1))
                    .map(value -> "ended with exit status " + value)
                    .orElse("closed its input or output");
            return status + " before it answered" + process.lastWords();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "ended before it answered";
        }
    }

    /** Ends the program, and the exception to throw. */
    synchronized MetricException failed(@Nullable String what, @Nullable Throwable cause) {
        stop();
        return new MetricException("the scorer " + command + " " + what, cause);
    }

    static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    private void stop() {
        final LineProcess current = running;
        running = null;
        if (current != null) {
            current.kill();
        }
    }

    /** Closes the program's input, waits a moment for it to end, and then ends it. */
    @Override
    public synchronized void close() {
        closed = true;
        final LineProcess current = running;
        running = null;
        if (current != null) {
            current.end(timeout.compareTo(Duration.ofSeconds(2)) < 0 ? timeout : Duration.ofSeconds(2));
        }
    }
}
