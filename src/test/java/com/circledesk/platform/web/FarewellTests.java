package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** A balancer notices that this instance goes while its door is still open. */
class FarewellTests {
    private static final Duration LASTS = Duration.ofMillis(300);

    @Test
    void theDoorStaysOpenForAsLongAsItWasAsked() {
        Farewell farewell = new Farewell(LASTS);
        farewell.start();
        assertThat(farewell.isRunning()).isTrue();

        long begin = System.nanoTime();
        farewell.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(LASTS);
        assertThat(farewell.isRunning()).isFalse();
    }

    @Test
    void itStopsBeforeTheWebServerTakesNothingAnyMore() {
        assertThat(new Farewell(LASTS).getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    @Timeout(10)
    void whoeverHurriesItIsHeard() {
        Farewell farewell = new Farewell(Duration.ofMinutes(1));
        farewell.start();
        Thread.currentThread().interrupt();
        farewell.stop();
        assertThat(Thread.interrupted()).isTrue();
    }
}
