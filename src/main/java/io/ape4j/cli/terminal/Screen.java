package io.ape4j.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines at the end of a terminal that are redrawn in place, and whatever is printed above them. Safe for use from many
 * threads.
 *
 * <p>Between two drawings the cursor rests, hidden, on the first of the redrawn lines. A terminal keeps it there when its
 * window changes, however it wraps older lines anew, so that what is to be erased is always all from the cursor on. Lines
 * that are too wide are cut by the terminal, never wrapped, since a wrapped line would be two.
 */
public final class Screen {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream stream;
    private final Supplier<TerminalSize> asked;
    private final ReentrantLock lock = new ReentrantLock();
    private List<String> drawn = List.of();
    private boolean inUse;
    private boolean isRestoredAtTheEnd;
    private boolean hasEnded;
    private @Nullable TerminalSize drawnFor;

    /**
     * At the end of a stream.
     *
     * @param asked how large the terminal is now
     */
    public Screen(PrintStream stream, Supplier<TerminalSize> asked) {
        this.stream = stream;
        this.asked = asked;
    }

    public TerminalSize size() {
        return asked.get();
    }

    /** Draws these lines in place of the last ones; of those that don't fit, the last are left out. */
    public void show(List<String> lines) {
        lock.lock();
        try {
            if (!hasEnded) {
                begin();
                draw(lines);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Prints a line or several that stay, above those that are redrawn. */
    public void printAbove(String text) {
        lock.lock();
        try {
            if (!inUse) {
                stream.println(text);
                stream.flush();
                return;
            }
            stream.print("\r" + ERASE_BELOW);
            stream.println(text);
            draw(drawn);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the redrawn lines away, and leaves the terminal as it was. */
    public void clear() {
        lock.lock();
        try {
            if (inUse) {
                stream.print("\r" + ERASE_BELOW + WRAP_ON + SHOW_CURSOR);
                stream.flush();
                inUse = false;
                drawn = List.of();
                drawnFor = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            clear();
            hasEnded = true;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        if (!isRestoredAtTheEnd) {
            // For ends that nobody sees coming, such as a signal that is not caught.
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "terminal-restoring"));
            isRestoredAtTheEnd = true;
        }
        if (!inUse) {
            stream.print(HIDE_CURSOR);
            inUse = true;
        }
    }

    private void draw(List<String> lines) {
        final TerminalSize size = size();
        final List<String> fitting = lines.subList(0, Math.min(lines.size(), size.rows() - 1));
        final StringBuilder text = new StringBuilder("\r").append(WRAP_OFF);
        if (!size.equals(drawnFor)) {
            text.append(ERASE_BELOW);
        }
        for (final String line : fitting) {
            text.append(line).append(ERASE_LINE).append('\n');
        }
        text.append(ERASE_BELOW).append(WRAP_ON);
        if (!fitting.isEmpty()) {
            text.append("\r\u001b[").append(fitting.size()).append('A');
        }
        stream.print(text);
        stream.flush();
        drawn = List.copyOf(lines);
        drawnFor = size;
    }
}
