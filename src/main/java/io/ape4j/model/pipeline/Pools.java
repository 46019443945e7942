package io.ape4j.model.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for calls that mostly wait. */
final class Pools {
    private Pools() {}

    /** Virtual threads where the JVM has them (21 and later), else as many platform threads as are needed at once. */
    static ExecutorService threads(String name) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException jvmBefore21) {
            return Executors.newCachedThreadPool(task -> {
                final Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JVM has virtual threads but makes none", e);
        }
    }
}
