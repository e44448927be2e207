package com.circledesk.support;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Several people do something at the same moment. */
public final class Race {
    private Race() {}

    /** How one of them fared: what came out, or why it was refused. */
    public record Finish<T>(Optional<T> outcome, @Nullable Throwable refusal) {
        public boolean won() {
            return refusal == null;
        }

        /** Of a winner. */
        public T result() {
            return outcome.orElseThrow(() -> new AssertionError("It was refused.", refusal));
        }
    }

    /** Each runner starts when all are ready, acting as the actor. */
    public static <T> List<Finish<T>> of(int runners, Actor actor, IntFunction<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CountDownLatch ready = new CountDownLatch(runners);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int runner = i;
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return ActorContext.callAs(actor, null, () -> work.apply(runner));
                }));
            }
            List<Finish<T>> finishes = new ArrayList<>();
            for (Future<T> each : running) {
                finishes.add(finish(each));
            }
            return finishes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Finish<T> finish(Future<T> running) {
        try {
            return new Finish<>(Optional.of(running.get()), null);
        } catch (ExecutionException e) {
            return new Finish<>(Optional.empty(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
