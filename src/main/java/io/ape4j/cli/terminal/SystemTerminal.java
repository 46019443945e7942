package io.ape4j.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jline.nativ.CLibrary;
import org.jline.nativ.CLibrary.WinSize;

/** Finds out what this process is connected to. */
public final class SystemTerminal {
    /** Set by the launcher, because Java can't ask about a single stream: 1 if stderr is a terminal, else 0. */
    public static final String STDERR_VARIABLE = "APE_STDERR_TERMINAL";

    private static final int STDERR = 2;

    private SystemTerminal() {}

    /** The terminal of this process. */
    public static Terminal of(PrintStream out, PrintStream err, InputStream in, Map<String, String> environment) {
        final boolean console = hasConsole();
        final String said = environment.getOrDefault(STDERR_VARIABLE, "");
        final boolean stderr = said.isEmpty() ? console : said.equals("1");
        final boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        final boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                out,
                err,
                in,
                new Screen(err, SystemTerminal::size),
                new Terminal.Abilities(stderr && !dumb, coloured, console));
    }

    /** Of the terminal that stderr is now; read each time, since windows change. */
    private static TerminalSize size() {
        try {
            final WinSize window = new WinSize();
            if (CLibrary.ioctl(STDERR, CLibrary.TIOCGWINSZ, window) == 0 && window.ws_col > 0) {
                return new TerminalSize(window.ws_col, window.ws_row);
            }
            return TerminalSize.STANDARD;
        } catch (LinkageError | RuntimeException e) {
            // JLine has no native code for this system, or no folder to unpack it in; a board of the usual width is
            // shown.
            return TerminalSize.STANDARD;
        }
    }

    /** Until Java 21 there is a console only on a terminal; from 22 on there always is one, which says what it is. */
    @SuppressWarnings("SystemConsoleNull") // both ways are looked at
    private static boolean hasConsole() {
        final Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
