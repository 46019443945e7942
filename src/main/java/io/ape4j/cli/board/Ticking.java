package io.ape4j.cli.board;

/** Lets {@link Progress} show the time going by, and a window that has changed, while no answer comes. */
final class Ticking implements AutoCloseable {
    private static final long MILLIS = 250;

    private final Thread thread;

    private Ticking(Thread thread) {
        this.thread = thread;
    }

    /** From now until closed. */
    static Ticking of(Progress progress) {
        final Thread thread = new Thread(() -> tick(progress), "board");
        thread.setDaemon(true);
        thread.start();
        return new Ticking(thread);
    }

    private static void tick(Progress progress) {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                progress.tick();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
