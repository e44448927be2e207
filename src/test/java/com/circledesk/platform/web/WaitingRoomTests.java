package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.users.Actor;
import com.circledesk.users.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A crowd waits at the door and is served, a few at a time. */
@IntegrationTest
class WaitingRoomTests {
    private static final int CONNECTIONS = 4;
    private static final int PLACES = 3;

    @Autowired
    private FaultAssets assets;

    @Test
    void fiftyAtOnceAreAllServedAFewAtATime() {
        WaitingRoom room = new WaitingRoom(CONNECTIONS, Duration.ofSeconds(30), assets);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FilterChain work = (request, response) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            pause();
            inside.decrementAndGet();
        };
        assertThat(Race.of(50, Actor.system("test", Scope.NONE), runner -> enter(room, "/", null, work)))
                .allSatisfy(finish -> assertThat(finish.result()).isEqualTo(200));
        assertThat(most).hasValue(PLACES);
    }

    @ParameterizedTest
    @CsvSource({
        "/receivables/ageing, , 503",
        "/api/v1/ageing, , 503",
        "/imports, multipart/form-data, 200",
        "/login, , 200",
        "/css/desk.css, , 200",
        "/css/parts.css, , 200",
        "/css/narrow.css, , 200",
        "/actuator/health, , 200"
    })
    void whoWaitsTooLongIsToldSoAndSomeNeedNotWait(String path, @Nullable String type, int status) throws Exception {
        WaitingRoom room = new WaitingRoom(CONNECTIONS, Duration.ofMillis(50), assets);
        CountDownLatch full = new CountDownLatch(PLACES);
        CountDownLatch over = new CountDownLatch(1);
        Thread[] others = new Thread[PLACES];
        for (int i = 0; i < PLACES; i++) {
            others[i] = new Thread(() -> enter(room, "/", null, (request, response) -> {
                full.countDown();
                await(over);
            }));
            others[i].start();
        }
        assertThat(full.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(enter(room, path, type, (request, response) -> {})).isEqualTo(status);
        over.countDown();
        for (Thread other : others) {
            other.join();
        }
        assertThat(enter(room, path, type, (request, response) -> {})).isEqualTo(200);
    }

    @Test
    void aRequestThatFailsLeavesItsPlace() {
        WaitingRoom room = new WaitingRoom(CONNECTIONS, Duration.ofMillis(50), assets);
        for (int i = 0; i <= PLACES; i++) {
            assertThatThrownBy(() -> enter(room, "/", null, (request, response) -> {
                        throw new ServletException("broken");
                    }))
                    .hasRootCauseMessage("broken");
        }
        assertThat(enter(room, "/", null, (request, response) -> {})).isEqualTo(200);
    }

    @Test
    void placesAreGivenInTheOrderOfArrival() throws Exception {
        WaitingRoom room = new WaitingRoom(1, Duration.ofSeconds(10), assets);
        CountDownLatch over = new CountDownLatch(1);
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread person = new Thread(() -> enter(room, "/", null, (request, response) -> {
                await(over);
                served.add(number);
            }));
            people.add(person);
            person.start();
            awaitWaiting(person);
        }
        over.countDown();
        for (Thread person : people) {
            person.join();
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoIsCalledAwayWhileWaitingIsNotServed() throws Exception {
        WaitingRoom room = new WaitingRoom(1, Duration.ofSeconds(10), assets);
        AtomicInteger status = new AtomicInteger();
        assertThat(enter(room, "/", null, (request, response) -> {
                    Thread waiting = new Thread(() -> status.set(enter(room, "/", null, (other, answer) -> {})));
                    waiting.start();
                    awaitWaiting(waiting);
                    waiting.interrupt();
                    join(waiting);
                }))
                .isEqualTo(200);
        assertThat(status).hasValue(503);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            pause();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int enter(WaitingRoom room, String path, @Nullable String type, FilterChain work) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setContentType(type);
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            room.doFilter(request, response, work);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        assertThat(response.getHeader("Retry-After") != null).isEqualTo(response.getStatus() == 503);
        return response.getStatus();
    }

    private static void pause() {
        await(new CountDownLatch(1), 5);
    }

    private static void await(CountDownLatch latch) {
        await(latch, 10_000);
    }

    private static void await(CountDownLatch latch, int millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
