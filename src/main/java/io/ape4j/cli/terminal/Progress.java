package io.ape4j.cli.terminal;

import io.ape4j.model.Call;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows how a search goes on: a few lines that are redrawn on a terminal; elsewhere a line for each phase and one now
 * and then. For one thread, that of the search, but for warnings.
 */
public final class Progress implements SearchListener, AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long REDRAW_NANOS = NANOS_PER_SECOND / 8;
    private static final long LINE_NANOS = 10 * NANOS_PER_SECOND;
    private static final int LEAST_ANSWERS_FOR_A_RATE = 8;
    private static final int SHOWN_CHARACTERS = 90;
    private static final int BAR_CELLS = 24;
    /** Scores everything anew: until it has ended, who leads is not known. */
    private static final String FINALS = "finals";

    private static final String ERASE_BELOW = "\u001b[J";

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final long start;
    private final long cap;
    private String phase = "start";
    private int generation;
    private long calls;
    private long cached;
    private long phaseCalls;
    private long phaseAsked;
    private long phaseStart;
    private long lastShown;
    private int drawnLines;
    private String best = "";

    /**
     * Shows nothing yet.
     *
     * @param nanoTime like {@link System#nanoTime()}
     * @param cap most calls of the search; 0 if what is asked is all there is
     */
    public Progress(Terminal terminal, LongSupplier nanoTime, long cap) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.phaseStart = start;
        this.lastShown = start;
        this.cap = cap;
    }

    @Override
    public void phase(String name, int number) {
        phase = name;
        generation = number;
        phaseCalls = 0;
        phaseAsked = 0;
        phaseStart = nanoTime.getAsLong();
        if (name.equals(FINALS)) {
            best = "";
        }
        show();
    }

    @Override
    public void asking(int requests) {
        phaseAsked += requests;
    }

    @Override
    public void answered(Call call) {
        calls++;
        phaseCalls++;
        if (call.source() != Call.Source.BOUGHT) {
            cached++;
        }
        if (nanoTime.getAsLong() - lastShown >= (terminal.isLive() ? REDRAW_NANOS : LINE_NANOS)) {
            show();
        }
    }

    @Override
    public void best(Candidate candidate, double mean, int examples) {
        final String better =
                String.format(Locale.ROOT, "best %.2f on %d example%s: ", mean, examples, examples == 1 ? "" : "s")
                        + Inert.line(candidate.prompt().instruction(), SHOWN_CHARACTERS);
        if (!better.equals(best)) {
            best = better;
            show();
        }
    }

    /** Of the first race, in which all who are made from the task meet. */
    @Override
    public synchronized void raced(int contenders, int surelyWorse, double errorRate) {
        if (generation > 0) {
            return;
        }
        erase();
        terminal.note(
                surelyWorse == 0
                        ? "race: " + contenders + " prompts ranked; none was dropped for certain"
                        : "race: " + surelyWorse + " of " + contenders
                                + " prompts are surely worse than another (error rate " + errorRate
                                + "), the others ranked");
    }

    /** Makes room for it, so that the next redrawing leaves it where it is. */
    @Override
    public synchronized void warning(String sentence) {
        erase();
    }

    /** Takes the redrawn lines away. */
    @Override
    public synchronized void close() {
        erase();
        terminal.err().flush();
    }

    private synchronized void show() {
        lastShown = nanoTime.getAsLong();
        final String status = status();
        if (!terminal.isLive()) {
            terminal.note(best.isEmpty() ? status : status + "; " + best);
            return;
        }
        erase();
        terminal.note(bar() + " " + status);
        drawnLines = 1;
        if (!best.isEmpty()) {
            terminal.note(best);
            drawnLines++;
        }
    }

    private synchronized void erase() {
        if (drawnLines > 0) {
            terminal.err().print("\r\u001b[" + drawnLines + "A" + ERASE_BELOW);
            drawnLines = 0;
        }
    }

    private String status() {
        final StringBuilder line = new StringBuilder(phase);
        if (generation > 0) {
            line.append(" generation ").append(generation);
        }
        line.append(": ").append(calls).append(isCapped() ? "/" + cap : "").append(" calls");
        if (cached > 0) {
            line.append(" (").append(cached).append(" not bought)");
        }
        line.append(", ").append(time(Duration.ofNanos(nanoTime.getAsLong() - start)));
        left().ifPresent(rest -> line.append(", about ").append(time(rest)).append(" left"));
        return line.toString();
    }

    /** The confirmation is not under the cap. */
    private boolean isCapped() {
        return cap > 0 && !phase.equals("confirm");
    }

    private Optional<Duration> left() {
        final long measured = isCapped() ? calls : phaseCalls;
        final long begun = isCapped() ? start : phaseStart;
        final long missing = isCapped() ? cap - calls : phaseAsked - phaseCalls;
        if (measured < LEAST_ANSWERS_FOR_A_RATE || missing <= 0) {
            return Optional.empty();
        }
        final double nanosPerCall = (double) (nanoTime.getAsLong() - begun) / measured;
        return Optional.of(Duration.ofNanos((long) (nanosPerCall * missing)));
    }

    private String bar() {
        final double share = isCapped() ? (double) calls / cap : phaseAsked == 0 ? 0 : (double) phaseCalls / phaseAsked;
        final int full = (int) Math.round(Math.min(1, share) * BAR_CELLS);
        return "[" + "#".repeat(full) + "-".repeat(BAR_CELLS - full) + "]";
    }

    private static String time(Duration duration) {
        final long seconds = duration.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
