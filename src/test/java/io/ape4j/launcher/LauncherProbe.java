package io.ape4j.launcher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The program that the launcher's tests start in place of ape4j: says how it was called and ends as it is told. */
public final class LauncherProbe {
    private LauncherProbe() {}

    /** Prints one line for each thing that a launcher may spoil; {@code exit N} ends with N, {@code wait} for a signal. */
    public static void main(final String[] args) throws InterruptedException {
        final @Nullable String waitPolicy = System.getenv("OMP_WAIT_POLICY");
        System.out.println("args=" + Arrays.toString(args));
        System.out.println("folder=" + System.getProperty("user.dir"));
        System.out.println("omp=" + waitPolicy);
        System.out.println("option=" + System.getProperty("probe.option"));
        if (args.length > 0 && args[0].equals("wait")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
            System.out.println("ready");
            Thread.sleep(60_000);
        }
        if (args.length > 1 && args[0].equals("exit")) {
            System.exit(Integer.parseInt(args[1]));
        }
    }
}
