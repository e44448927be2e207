package com.circledesk.running;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands before several instances as usual balancers do: takes turns among those whose readiness is 200 (asked twice a
 * second), asks another where a connection is refused, and repeats nothing but a GET that broke.
 */
public final class Balancer implements AutoCloseable {
    private static final int THREADS = 64;
    private static final int PATIENCE = 60_000;
    private static final int PATIENCE_FOR_HEALTH = 2_000;
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private final HttpServer server;
    private final List<String> instances;
    private final Map<String, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService health = Executors.newScheduledThreadPool(2);
    private final AtomicInteger repeated = new AtomicInteger();

    private Balancer(int port, List<String> instances) throws IOException {
        this.instances = List.copyOf(instances);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        for (String instance : instances) {
            ready.put(instance, isReady(instance));
            health.scheduleWithFixedDelay(
                    () -> ready.put(instance, isReady(instance)), 500, 500, TimeUnit.MILLISECONDS);
        }
        server.start();
    }

    /** @param instances addresses */
    public static Balancer before(int port, List<String> instances) throws IOException {
        return new Balancer(port, instances);
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public boolean isIn(String instance) {
        return ready.getOrDefault(instance, false);
    }

    /** GETs that were asked of a second instance after the first broke off. */
    public int repeated() {
        return repeated.get();
    }

    private static boolean isReady(String instance) {
        try {
            HttpURLConnection connection = open(instance + "/actuator/health/readiness");
            connection.setReadTimeout(PATIENCE_FOR_HEALTH);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpURLConnection open(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(PATIENCE_FOR_HEALTH);
        connection.setReadTimeout(PATIENCE);
        // A connection for each request, so that one that cannot be had is known to have asked nothing.
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private @Nullable String next(@Nullable String butNot) {
        for (int i = 0; i < instances.size(); i++) {
            String instance = instances.get(Math.floorMod(turn.getAndIncrement(), instances.size()));
            if (isIn(instance) && !instance.equals(butNot)) {
                return instance;
            }
        }
        return null;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String first = next(null);
        try {
            pass(exchange, body, first);
        } catch (IOException e) {
            boolean askedNothing = e instanceof ConnectException;
            String second = next(first);
            if (second != null && (askedNothing || exchange.getRequestMethod().equals("GET"))) {
                if (!askedNothing) {
                    repeated.incrementAndGet();
                }
                try {
                    pass(exchange, body, second);
                    return;
                } catch (IOException again) {
                    e.addSuppressed(again);
                }
            }
            System.out.println("  the balancer gives up " + exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath() + " of " + first + ": " + e);
            exchange.sendResponseHeaders(502, -1);
        } finally {
            exchange.close();
        }
    }

    private static void pass(HttpExchange exchange, byte[] body, @Nullable String instance) throws IOException {
        if (instance == null) {
            throw new ConnectException("no instance is ready");
        }
        HttpURLConnection connection = open(instance + exchange.getRequestURI());
        connection.setRequestMethod(exchange.getRequestMethod());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> connection.addRequestProperty(name, value));
            }
        });
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
        }
        int status = connection.getResponseCode();
        InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        byte[] answer = in == null ? new byte[0] : in.readAllBytes();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null && !NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        health.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
    }
}
