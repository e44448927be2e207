package com.circledesk.users;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The actor of the current thread. Set for the length of a request, a job or an import, and read when a transaction
 * begins: the database learns from it whose circles to show and whom to name in the audit trail. Without an actor a
 * transaction sees no circle and can write nothing that is audited.
 */
public final class ActorContext {
    private record Frame(
            Actor actor,
            @Nullable String requestId,
            @Nullable Instant now) {}

    private static final ThreadLocal<@Nullable Frame> CURRENT = new ThreadLocal<>();

    private ActorContext() {}

    public static @Nullable Actor current() {
        Frame frame = CURRENT.get();
        return frame == null ? null : frame.actor();
    }

    /** The actor, where there must be one. */
    public static Actor required() {
        Actor actor = current();
        if (actor == null) {
            throw new IllegalStateException("No actor is set for this thread.");
        }
        return actor;
    }

    public static @Nullable String requestId() {
        Frame frame = CURRENT.get();
        return frame == null ? null : frame.requestId();
    }

    /** The moment that stands in for now, or null for the clock's: the demonstration circle records its past so. */
    public static @Nullable Instant now() {
        Frame frame = CURRENT.get();
        return frame == null ? null : frame.now();
    }

    public static void set(Actor actor, @Nullable String requestId) {
        CURRENT.set(new Frame(actor, requestId, null));
    }

    public static void clear() {
        CURRENT.remove();
    }

    /** Runs the work as the actor and puts back whoever was there before. */
    public static <T> T callAs(Actor actor, @Nullable Instant now, Callable<T> work) {
        Frame before = CURRENT.get();
        CURRENT.set(new Frame(actor, before == null ? null : before.requestId(), now));
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    public static void runAs(Actor actor, Runnable work) {
        callAs(actor, null, () -> {
            work.run();
            return true;
        });
    }
}
