package io.ape4j.cli.board;

import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a search goes on: a board that is redrawn on a terminal; elsewhere a line for each phase and one now and
 * then. What it hears it keeps in {@link Heard}; {@link BoardText} and {@link PlainText} say it.
 */
public final class Progress implements SearchListener, AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long REDRAW_NANOS = NANOS_PER_SECOND / 8;
    private static final long LINE_NANOS = 10 * NANOS_PER_SECOND;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final Heard heard;
    private final BoardText board;
    private long lastShown;
    private @Nullable Ticking ticking;
    private boolean closed;

    /**
     * Shows nothing yet.
     *
     * @param nanoTime like {@link System#nanoTime()}
     * @param caps of the search; {@link Caps#NONE} if what is asked is all there is
     */
    public Progress(Terminal terminal, LongSupplier nanoTime, Caps caps) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.heard = new Heard(caps, nanoTime.getAsLong());
        this.board = new BoardText(terminal.abilities().isColoured());
        this.lastShown = nanoTime.getAsLong();
    }

    /**
     * Begins to show what is heard.
     *
     * @param quiet shows nothing
     */
    public static Progress start(Terminal terminal, Caps caps, boolean quiet) {
        final Progress progress = new Progress(terminal, System::nanoTime, caps);
        if (quiet) {
            progress.close();
        } else if (terminal.isLive()) {
            progress.ticking = Ticking.of(progress);
        }
        return progress;
    }

    @Override
    public synchronized void phase(String name, int generation) {
        heard.phase(name, generation, nanoTime.getAsLong());
        show();
    }

    @Override
    public synchronized void asking(int requests) {
        heard.asking(requests);
    }

    @Override
    public synchronized void counted(Totals search, Totals confirmation) {
        heard.counted(search, confirmation);
    }

    @Override
    public synchronized void answered(Call call) {
        heard.answered(call, nanoTime.getAsLong());
        tick();
    }

    @Override
    public synchronized void retrying(ModelRole role, Duration wait) {
        heard.retrying(wait, nanoTime.getAsLong());
    }

    @Override
    public synchronized void candidate(Candidate candidate) {
        heard.candidate(candidate);
    }

    @Override
    public synchronized void leading(List<Leader> leaders) {
        if (heard.leading(leaders)) {
            show();
        }
    }

    /** Of the first race, in which all who are made from the task meet. */
    @Override
    public synchronized void raced(int contenders, int surelyWorse, double errorRate) {
        if (closed || heard.generation() > 0) {
            return;
        }
        terminal.note(
                surelyWorse == 0
                        ? "race: " + contenders + " prompts ranked; none was dropped for certain"
                        : "race: " + surelyWorse + " of " + contenders
                                + " prompts are surely worse than another (error rate " + errorRate
                                + "), the others ranked");
    }

    /** Shows what the time has changed, unless it was shown a moment ago. */
    public synchronized void tick() {
        // Before the first phase, others show how a model is fetched.
        if (heard.hasBegun() && nanoTime.getAsLong() - lastShown >= (terminal.isLive() ? REDRAW_NANOS : LINE_NANOS)) {
            show();
        }
    }

    /** Takes the redrawn lines away; nothing is shown after that. */
    @Override
    public synchronized void close() {
        closed = true;
        if (ticking != null) {
            ticking.close();
        }
        terminal.screen().clear();
    }

    /** The board as it stands now. */
    List<String> lines() {
        return board.lines(heard, nanoTime.getAsLong(), terminal.screen().size());
    }

    private void show() {
        if (closed) {
            return;
        }
        lastShown = nanoTime.getAsLong();
        if (terminal.isLive()) {
            terminal.screen().show(lines());
        } else {
            terminal.note(PlainText.line(heard, lastShown));
        }
    }
}
