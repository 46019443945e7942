package io.ape4j.reliability.run;

import java.io.IOException;
import java.util.List;

/** What the operating system does to processes. */
public final class Signals {
    private static final List<String> RESET = List.of("env", "--default-signal=INT");
    private static final List<String> ORDINARY = succeeds("env", "--default-signal=INT", "true") ? RESET : List.of();
    private static final boolean NAMESPACES = succeeds("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt");
    private static final boolean NO_NETWORK = succeeds("unshare", "-rn", "true");

    private Signals() {}

    /** Starts a command so that Ctrl-C is not ignored: shells start background jobs so, and children inherit it. */
    public static List<String> ordinary() {
        return ORDINARY;
    }

    /** Whether this user may mount file systems of its own, which nobody else sees. */
    static boolean mayMount() {
        return NAMESPACES;
    }

    /** Whether this user may start a process that has no network, not even loopback. */
    static boolean mayDropTheNetwork() {
        return NO_NETWORK;
    }

    static void send(String signal, long pid) {
        if (!succeeds("kill", "-" + signal, Long.toString(pid))) {
            throw new AssertionError("no signal " + signal + " for " + pid);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
