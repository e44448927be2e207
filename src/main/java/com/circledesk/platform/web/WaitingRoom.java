package com.circledesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * As many requests are at work at a time as find a connection to the database without waiting for one; the others wait here,
 * in the order in which they came. A crowd is served one after the other: nobody who was begun with is refused half-way, and
 * the processors do not turn from one to the next. An upload, which takes its time, and signing in, which has a line of its own,
 * do not stand in the way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class WaitingRoom extends OncePerRequestFilter {
    private static final Pattern NEEDS_NO_PLACE =
            Pattern.compile("/(css|js|img|webjars|actuator)/.*|/login|/\\w+\\.(svg|txt|ico)");

    private final Semaphore places;
    private final Duration patience;

    private final FaultAssets assets;

    /** A quarter of the connections is left to jobs, imports and those who need a second one for a moment. */
    WaitingRoom(
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
            @Value("${circledesk.request-patience:15s}") Duration patience,
            FaultAssets assets) {
        this.places = new Semaphore(Math.max(1, connections - connections / 4), true);
        this.patience = patience;
        this.assets = assets;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return NEEDS_NO_PLACE.matcher(request.getRequestURI()).matches()
                || String.valueOf(request.getContentType()).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!entered()) {
            FaultAnswer.write(request, response, Fault.CROWDED, assets.addresses());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
