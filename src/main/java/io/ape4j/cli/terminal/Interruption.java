package io.ape4j.cli.terminal;

import io.ape4j.Cancellation;
import io.ape4j.search.SearchListener;
import io.ape4j.task.text.Shown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C (SIGINT, SIGTERM) into an orderly end: the first asks a {@link Cancellation} for it, so that what is in
 * flight is journaled and the best so far exported; the second halts the machine at once, which a journal
 * survives.
 *
 * <p>A shutdown hook could do only the first: while hooks run, the virtual machine ignores further signals. So it uses
 * {@code sun.misc.Signal}, which the module {@code jdk.unsupported} exports for want of a replacement, by reflection,
 * since the compiler's warning of it can't be switched off. Where it is missing, Ctrl-C ends the process as usual, and
 * the run is resumed from its journal.
 */
public final class Interruption extends SearchListener.Forwarding implements AutoCloseable {
    private static final int EXIT_CODE = 130;
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final Terminal terminal;
    private final Cancellation cancellation = new Cancellation();
    private volatile @Nullable Path run;
    private final List<Runnable> undo = new ArrayList<>();

    private Interruption(Terminal terminal, SearchListener next) {
        super(next);
        this.terminal = terminal;
    }

    /** For the current thread, from now until closed. What is heard is passed on to {@code next}. */
    public static Interruption listen(Terminal terminal, SearchListener next) {
        final Interruption interruption = new Interruption(terminal, next);
        SIGNALS.forEach(interruption::handle);
        return interruption;
    }

    /** From now on there is a run in this folder, with which one can go on. */
    public void isOf(Path folder) {
        run = folder;
    }

    /** By what a search is ended that this is to end. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Runs something that ends by itself when its thread is interrupted, such as fetching a model. */
    public void whileWaiting(Runnable action) {
        cancellation.whileWaiting(action);
    }

    /** What a signal does. */
    void signalled() {
        if (!cancellation.cancel()) {
            terminal.screen().clear();
            terminal.note("stopped at once" + (run == null ? "" : "; go on with: ape resume " + Shown.argument(run)));
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        terminal.note("stopping: what is in flight is still recorded; once more stops at once");
    }

    /** Also told by those that show no progress. */
    @Override
    public void warning(String sentence) {
        super.warning(sentence);
        terminal.note("warning: " + sentence);
    }

    /** Gives the signals back. */
    @Override
    public void close() {
        undo.forEach(Runnable::run);
        undo.clear();
    }

    private void handle(String name) {
        try {
            final Class<?> signals = Class.forName("sun.misc.Signal");
            final Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            final Object signal = signals.getConstructor(String.class).newInstance(name);
            final Object handler = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            signalled();
                        }
                        return null;
                    });
            final Object before = signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
            undo.add(() -> restore(signals, handlers, signal, before));
        } catch (ReflectiveOperationException e) {
            terminal.note("(Ctrl-C can't be caught here: " + e.getClass().getSimpleName() + ")");
        }
    }

    private static void restore(Class<?> signals, Class<?> handlers, Object signal, Object before) {
        try {
            signals.getMethod("handle", signals, handlers).invoke(null, signal, before);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a signal that was taken can't be given back", e);
        }
    }
}
