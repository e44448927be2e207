package com.circledesk.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The application in a process of its own, with half a gigabyte of heap, as its users meet it: over HTTP. */
final class Application implements AutoCloseable {
    static final String HEAP = "512m";
    private static final String TOKEN = "benchmark-token-benchmark-token-0001";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern BEFORE_COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Path collections;
    private final Process process;
    private String session = "";

    private Application(int port, Path collections, Process process) {
        this.port = port;
        this.collections = collections;
        this.process = process;
    }

    static Application start(Database database, Path directory, int port) throws IOException, InterruptedException {
        Path collections = directory.resolve("gc.log");
        Files.deleteIfExists(collections);
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-Xlog:gc:file=" + collections,
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                        .collect(Collectors.joining(File.pathSeparator)),
                "com.circledesk.CircleDeskApplication");
        command.environment()
                .putAll(Map.of(
                        "SERVER_PORT", Integer.toString(port),
                        "CIRCLEDESK_DATA_DIR", directory.resolve("data").toString(),
                        "CIRCLEDESK_DEMO", "false",
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", database.user(),
                        "SPRING_DATASOURCE_PASSWORD", database.password(),
                        "CIRCLEDESK_BOOTSTRAP_ADMIN_EMAIL", "benchmark@example.com",
                        "CIRCLEDESK_BOOTSTRAP_ADMIN_PASSWORD", "kestrel-over-the-ghats-7",
                        "CIRCLEDESK_BOOTSTRAP_ADMIN_TOKEN", TOKEN));
        command.redirectErrorStream(true)
                .redirectOutput(directory.resolve("application.log").toFile());
        Application application = new Application(port, collections, command.start());
        application.awaitReady();
        return application;
    }

    private void awaitReady() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (client.send(request("/actuator/health/readiness").build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Asked again.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The application did not start; see application.log.");
    }

    /** Uploads a file and waits until it is recorded. @return the answer */
    String upload(String kind, Path file) throws IOException, InterruptedException {
        String boundary = "benchmark" + new BigInteger(64, new java.security.SecureRandom()).toString(36);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                        .formatted(boundary, file.getFileName())),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
        HttpResponse<String> answer = client.send(
                request("/api/v1/imports/" + kind + "?mode=commit&wait=600")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"COMMITTED\"")) {
            throw new IllegalStateException(kind + ": " + answer.statusCode() + " "
                    + answer.body().substring(0, Math.min(500, answer.body().length())));
        }
        return answer.body();
    }

    /** Signs a person in for the pages that follow. */
    void signIn(String email, String password) throws IOException, InterruptedException {
        HttpResponse<String> form = client.send(request("/login").build(), BodyHandlers.ofString());
        keepSession(form);
        Matcher token = CSRF.matcher(form.body());
        if (!token.find()) {
            throw new IllegalStateException("The sign-in page has no form token.");
        }
        String fields = Map.of("username", email, "password", password, "_csrf", token.group(1)).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = client.send(
                request("/login")
                        .header("Cookie", session)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields))
                        .build(),
                BodyHandlers.ofString());
        keepSession(answer);
        page("/");
    }

    private void keepSession(HttpResponse<?> answer) {
        answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .forEach(cookie -> session = cookie);
    }

    /** @return length of the page */
    int page(String path) throws IOException, InterruptedException {
        return length(path, request(path).header("Cookie", session));
    }

    int api(String path) throws IOException, InterruptedException {
        return length(path, request(path).header("Authorization", "Bearer " + TOKEN));
    }

    private int length(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 400
                || answer.headers().firstValue("Location").orElse("").contains("/login")) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return answer.body().length;
    }

    /** Presses the button of a page's form that leads to this path. */
    void press(String page, String path) throws IOException, InterruptedException {
        String shown = client.send(request(page).header("Cookie", session).build(), BodyHandlers.ofString())
                .body();
        Matcher token = CSRF.matcher(shown);
        if (!token.find()) {
            throw new IllegalStateException(page + " has no form.");
        }
        HttpResponse<String> answer = client.send(
                request(path)
                        .header("Cookie", session)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
    }

    /** Downloads a file. @return milliseconds until its first byte and until its last, and its length */
    double[] download(String path) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer =
                client.send(request(path).header("Cookie", session).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        try (InputStream body = answer.body()) {
            int first = body.read();
            double firstByte = (System.nanoTime() - begin) / 1e6;
            long length = first < 0 ? 0 : 1 + body.transferTo(java.io.OutputStream.nullOutputStream());
            return new double[] {firstByte, (System.nanoTime() - begin) / 1e6, length};
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(20));
    }

    /** Most heap that was in use before, and most that was left after a collection so far, in MB. */
    int[] heap() throws IOException {
        int before = 0;
        int after = 0;
        for (String line : Files.readAllLines(collections)) {
            Matcher sizes = BEFORE_COLLECTION.matcher(line);
            if (sizes.find()) {
                before = Math.max(before, Integer.parseInt(sizes.group(1)));
                after = Math.max(after, Integer.parseInt(sizes.group(2)));
            }
        }
        return new int[] {before, after};
    }

    /** Most memory the process ever had, in MB, where the system tells. */
    @Nullable
    Integer peakResident() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return null;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
