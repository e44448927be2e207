package com.circledesk.running;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser: keeps cookies, follows no redirect, and hands every answer over as it came. */
public final class Person {
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern API_TOKEN = Pattern.compile("value=\"([^\"]+)\"[^>]*data-testid=\"token\"");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client;
    private final String address;
    private final Map<String, String> cookies = new TreeMap<>();

    /** @param address scheme, host and port */
    public Person(HttpClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /** A client as browsers are: HTTP/1.1, connections kept. */
    public static HttpClient browser() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    public Person signIn(String email, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = submit("/login", "/login", Map.of("username", email, "password", password));
        if (answer.statusCode() != 302 || location(answer).contains("/login")) {
            throw new IllegalStateException(email + " could not sign in: " + answer.statusCode());
        }
        return this;
    }

    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Opens a page and sends a form from it. */
    public HttpResponse<String> submit(String page, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return post(path, formToken(page), fields);
    }

    /** What every form of this session carries, whichever page it was read from. */
    public String formToken(String page) throws IOException, InterruptedException {
        return formToken(get(page));
    }

    public static String formToken(HttpResponse<String> page) {
        return found(FORM_TOKEN, page, "form token");
    }

    public HttpResponse<String> post(String path, String formToken, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("_csrf", formToken);
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(all.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
    }

    /** A token for programs, made on one's own page. */
    public String apiToken() throws IOException, InterruptedException {
        return found(API_TOKEN, submit("/account", "/account/tokens", Map.of("name", "drill", "days", "30")), "token");
    }

    /** A call of the API with that token. */
    public HttpResponse<String> call(String path, String token, Map<String, String> headers, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return client.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    private static String found(Pattern pattern, HttpResponse<String> answer, String what) {
        Matcher matcher = pattern.matcher(answer.body());
        if (!matcher.find()) {
            throw new IllegalStateException(
                    answer.uri().getPath() + " shows no " + what + ", but " + answer.statusCode());
        }
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        String own = cookies();
        if (!own.isEmpty()) {
            request.header("Cookie", own);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        synchronized (cookies) {
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
        }
        return answer;
    }

    /** As the header of a request holds them. */
    public String cookies() {
        synchronized (cookies) {
            return cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }
}
