package io.ape4j.reliability.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, which a test may stop at any moment. */
final class ApeProcess implements AutoCloseable {
    private static final int MOST_SECONDS = 120;

    private final Process process;
    private final Heard out;
    private final Heard err;

    private ApeProcess(Process process) {
        this.process = process;
        this.out = new Heard(process.getInputStream());
        this.err = new Heard(process.getErrorStream());
    }

    static ApeProcess start(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return under(List.of(), directory, environment, arguments);
    }

    /**
     * As above, started by something else.
     *
     * @param starter a command that runs the command which follows it, e.g. {@code nice}
     */
    static ApeProcess under(
            List<String> starter, Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        final List<String> command = new ArrayList<>(Signals.ordinary());
        command.addAll(starter);
        command.addAll(FastStart.command());
        command.addAll(arguments);
        final ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return new ApeProcess(builder.start());
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() {
        process.toHandle().destroyForcibly();
        waitFor();
    }

    void signal(String name) {
        Signals.send(name, process.pid());
    }

    long pid() {
        return process.pid();
    }

    /** The exit code. */
    int waitFor() {
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end: " + err());
            }
            out.end();
            err.end();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    /** Waits until it has told that. */
    void awaitErr(String words) {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!err().contains(words)) {
            if (System.nanoTime() > end || (!process.isAlive() && !err().contains(words))) {
                throw new AssertionError("it never said \"" + words + "\": " + err());
            }
            Signals.pause(2);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What a process has printed so far. Pipes, since the limits of files that some tests set hold for its files. */
    private static final class Heard {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Heard(InputStream in) {
            reader = new Thread(() -> read(in), "ape-process");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream in) {
            final byte[] buffer = new byte[4096];
            try (in) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    bytes.write(buffer, 0, count);
                }
            } catch (IOException e) {
                // The process was killed.
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        void end() throws InterruptedException {
            reader.join();
        }
    }
}
