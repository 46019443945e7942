package io.ape4j.model;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A model that answers by a function, and remembers how often and how much at once it was asked. */
public final class ScriptedModel implements LanguageModel {
    private final Function<Request, Answer> script;
    private final ModelIdentity identity;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Set<Request> answered = ConcurrentHashMap.newKeySet();

    public ScriptedModel(Function<Request, Answer> script) {
        this(Sample.MODEL, script);
    }

    public ScriptedModel(ModelIdentity identity, Function<Request, Answer> script) {
        this.identity = identity;
        this.script = script;
    }

    /** Answers with the request's own text. */
    public static ScriptedModel echo() {
        return new ScriptedModel(request -> Sample.answer(text(request)));
    }

    /** Answers with the request's own text after some milliseconds. */
    public static ScriptedModel slowEcho(int millis) {
        return new ScriptedModel(request -> {
            pause(millis);
            return Sample.answer(text(request));
        });
    }

    public static String text(Request request) {
        return request.messages().get(request.messages().size() - 1).text();
    }

    public static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new ModelException.Interrupted("interrupted at the server");
        }
    }

    /** As a server does that is at work whatever becomes of its client. */
    public static void pauseUninterruptibly(int millis) {
        final long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Override
    public Answer answer(Request request) {
        asked.incrementAndGet();
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            final Answer answer = script.apply(request);
            answered.add(request);
            return answer;
        } finally {
            now.decrementAndGet();
        }
    }

    public int asked() {
        return asked.get();
    }

    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    public int answered() {
        return answered.size();
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public void close() {}
}
