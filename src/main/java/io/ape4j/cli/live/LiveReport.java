package io.ape4j.cli.live;

import io.ape4j.RunPage;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.report.live.PageServer;
import io.ape4j.run.RunFolder;
import io.ape4j.search.SearchListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page of a run and keeps it new: whenever the run's journal has grown, what it holds is replayed. So it
 * makes no difference which process works on the run, and the work is done without waiting for the page.
 */
public final class LiveReport implements AutoCloseable {
    private static final long LEAST_PAUSE_MILLIS = 500;
    /** A replay takes longer as the journal grows; it is to take a small part of the machine only. */
    private static final long PAUSE_PER_REPLAY = 4;

    private static final long PATIENCE_SECONDS = 30;

    private final Terminal terminal;
    private final PageServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> following = new ArrayList<>();

    private LiveReport(Terminal terminal, PageServer server) {
        this.terminal = terminal;
        this.server = server;
    }

    /**
     * Takes a port, until closed.
     *
     * @param port 0 for one that is free
     * @throws UncheckedIOException if another program has it
     */
    public static LiveReport listen(int port, Terminal terminal) {
        return new LiveReport(terminal, PageServer.start(port));
    }

    /** Serves the page of a run that this process works on. */
    public void follow(RunFolder folder) {
        terminal.note("live report: " + server.address());
        final Thread thread = new Thread(() -> followAside(folder), "live report");
        thread.setDaemon(true);
        following.add(thread);
        thread.start();
    }

    /** Serves the page of a run that another process works on, until that ends or this thread is interrupted. */
    public static void watch(RunFolder folder, int port, Terminal terminal) {
        try (PageServer server = PageServer.start(port)) {
            final LiveReport report = new LiveReport(terminal, server);
            terminal.note("live report: " + server.address());
            if (size(folder) > 0 && report.showNow(folder, true)) {
                terminal.note("the run has ended; its page is served until Ctrl-C");
                report.closing.await();
            }
            report.followUntilEnd(folder, true);
            terminal.note("the run has ended; the page is no longer served. Make it a file with: ape report "
                    + folder.path());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followAside(RunFolder folder) {
        try {
            followUntilEnd(folder, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The search goes on: it does not need its page.
            terminal.note("warning: the live report stands still: " + e.getMessage());
        }
    }

    private void followUntilEnd(RunFolder folder, boolean endsWithRun) throws InterruptedException {
        long shown = -1;
        long pause = LEAST_PAUSE_MILLIS;
        boolean closed = false;
        while (!closed) {
            closed = closing.await(pause, TimeUnit.MILLISECONDS);
            final long size = size(folder);
            if (size > 0 && (closed || size != shown)) {
                final long start = System.nanoTime();
                final boolean ended = showNow(folder, closed || endsWithRun);
                shown = size;
                if (ended) {
                    return;
                }
                pause = Math.max(
                        LEAST_PAUSE_MILLIS,
                        PAUSE_PER_REPLAY * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
        }
    }

    /** The journal's; the other files of a run are there before it. */
    private static long size(RunFolder folder) {
        try {
            return Files.exists(folder.journalFile()) ? Files.size(folder.journalFile()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder.journalFile() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Shows how it stands.
     *
     * @param mayEnd whether nothing follows if the run has ended; one that stopped may be about to be resumed
     * @return whether nothing follows
     */
    private boolean showNow(RunFolder folder, boolean mayEnd) {
        final RunPage page = RunPage.read(folder, SearchListener.SILENT);
        if (mayEnd && page.result().isPresent()) {
            server.showLast(page.liveHtml());
            return true;
        }
        server.show(page.liveHtml());
        return false;
    }

    /** Shows the end, and serves no longer. */
    @Override
    public void close() {
        closing.countDown();
        try {
            for (final Thread thread : following) {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
