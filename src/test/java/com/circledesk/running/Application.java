package com.circledesk.running;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The application in a process of its own, as its users meet it: over HTTP. */
public final class Application implements AutoCloseable {
    public static final String HEAP = "512m";
    /** The first administrator's: may import into all circles. */
    public static final String TOKEN = "benchmark-token-benchmark-token-0001";

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern BEFORE_COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Path collections;
    private final ProcessBuilder command;
    private Process process;
    private String session = "";

    private Application(int port, Path collections, ProcessBuilder command) throws IOException {
        this.port = port;
        this.collections = collections;
        this.command = command;
        this.process = command.start();
    }

    /** With half a gigabyte of heap, ready to be asked. */
    public static Application start(Database database, Path directory, int port)
            throws IOException, InterruptedException {
        Application application = begin(database, directory, port, Map.of(), "-Xmx" + HEAP);
        application.awaitReady();
        return application;
    }

    /**
     * Begins to start.
     *
     * @param directory for its data and {@code application.log}; what stands in its {@code classes} comes first
     * @param settings more of its environment
     * @param jvm options of the virtual machine
     */
    public static Application begin(
            Database database, Path directory, int port, Map<String, String> settings, String... jvm)
            throws IOException {
        Path collections = directory.resolve("gc.log");
        Files.deleteIfExists(collections);
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(jvm));
        line.add("-Xlog:gc:file=" + collections);
        line.add("-cp");
        line.add(directory.resolve("classes")
                + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                        .collect(Collectors.joining(File.pathSeparator)));
        line.add("com.circledesk.CircleDeskApplication");
        ProcessBuilder command = new ProcessBuilder(line);
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
        command.environment().putAll(settings);
        command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("application.log").toFile()));
        return new Application(port, collections, command);
    }

    public void awaitReady() throws InterruptedException {
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
    public String upload(String kind, Path file) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(kind, "commit", file);
        String location = answer.headers().firstValue("Location").orElse("");
        while (answer.body().contains("\"RUNNING\"")) {
            TimeUnit.SECONDS.sleep(1);
            answer = client.send(
                    request(location).header("Authorization", "Bearer " + TOKEN).build(), BodyHandlers.ofString());
        }
        if (answer.statusCode() != 200 || !answer.body().contains("\"COMMITTED\"")) {
            throw new IllegalStateException(kind + ": " + answer.statusCode() + " "
                    + answer.body().substring(0, Math.min(500, answer.body().length())));
        }
        return answer.body();
    }

    /** Uploads a file to be checked only. @return the status of the answer */
    public String check(String kind, Path file) throws IOException, InterruptedException {
        return Integer.toString(send(kind, "preview", file).statusCode());
    }

    private HttpResponse<String> send(String kind, String mode, Path file) throws IOException, InterruptedException {
        String boundary = "benchmark" + new BigInteger(64, new java.security.SecureRandom()).toString(36);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                        .formatted(boundary, file.getFileName())),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
        return client.send(
                request("/api/v1/imports/" + kind + "?mode=" + mode + "&wait=600")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    /** Signs a person in for the pages that follow. */
    public void signIn(String email, String password) throws IOException, InterruptedException {
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
    public int page(String path) throws IOException, InterruptedException {
        return length(path, request(path).header("Cookie", session));
    }

    public int api(String path) throws IOException, InterruptedException {
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
    public void press(String page, String path) throws IOException, InterruptedException {
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
    public double[] download(String path) throws IOException, InterruptedException {
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
    public int[] heap() throws IOException {
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
    public @Nullable Integer peakResident() throws IOException {
        return status("VmHWM:");
    }

    /** The memory it has now. */
    public @Nullable Integer resident() throws IOException {
        return status("VmRSS:");
    }

    private @Nullable Integer status(String field) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return null;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(field))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(null);
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://localhost:" + port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Begins anew with the same settings, and waits until it can be asked. */
    public void restart() throws IOException, InterruptedException {
        process = command.start();
        awaitReady();
    }

    public Path log() {
        return collections.resolveSibling("application.log");
    }

    public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** As a crash would end it: without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
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
