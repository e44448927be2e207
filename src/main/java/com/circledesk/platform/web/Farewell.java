package com.circledesk.platform.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Between the moment a stop is asked for, from which on readiness is 503, and the one in which the door closes: time for a
 * balancer to notice, during which requests are still answered.
 */
@Component
class Farewell implements SmartLifecycle {
    private final Duration lasts;
    private volatile boolean running;

    Farewell(@Value("${circledesk.farewell:0s}") Duration lasts) {
        this.lasts = lasts;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            TimeUnit.NANOSECONDS.sleep(lasts.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The web server stops in a lower one. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
