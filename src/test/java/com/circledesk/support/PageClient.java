package com.circledesk.support;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A browser without a window: opens pages over a real socket, keeps cookies, fills in and sends the forms it was shown. */
public class PageClient {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----circledesk-test";

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private @Nullable HttpResponse<String> answer;

    public PageClient(int port) {
        this.base = "http://localhost:" + port;
    }

    public PageClient with(Cookie cookie) {
        cookies.put(cookie.getName(), cookie.getValue());
        return this;
    }

    public PageClient get(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Sends values as a form does. */
    public PageClient send(String path, String formToken, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("_csrf", formToken);
        String body = all.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        return sendBody(path, body);
    }

    /** Sends a form as it is encoded already: with a name that comes several times, say. */
    public PageClient sendBody(String path, String body) {
        return exchange(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends values and a file as a form does. */
    public PageClient upload(
            String path, String formToken, Map<String, String> values, String part, String fileName, String content) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("_csrf", formToken);
        StringBuilder body = new StringBuilder();
        all.forEach((name, value) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(BOUNDARY, name, value)));
        body.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n--%1$s--\r\n"
                .formatted(BOUNDARY, part, fileName, content));
        return exchange(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Sends a form of the page that is open, filled in with these values. */
    public PageClient sendForm(String selector, Map<String, String> typed) {
        Element form = Objects.requireNonNull(page().selectFirst(selector), selector);
        Map<String, String> values = new LinkedHashMap<>();
        form.select("input[name]").forEach(input -> values.put(input.attr("name"), input.attr("value")));
        values.putAll(typed);
        return send(form.attr("action"), values.getOrDefault("_csrf", ""), values);
    }

    /** The token of the first form of the page that is open. */
    public String formToken() {
        return Objects.requireNonNull(page().selectFirst("input[name=_csrf]")).attr("value");
    }

    public int status() {
        return answer().statusCode();
    }

    public String header(String name) {
        return answer().headers().firstValue(name).orElse("");
    }

    public String body() {
        return answer().body();
    }

    public Document page() {
        return Jsoup.parse(body());
    }

    private HttpResponse<String> answer() {
        return Objects.requireNonNull(answer);
    }

    private PageClient exchange(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        answer().headers().allValues("Set-Cookie").forEach(this::keep);
        return this;
    }

    private void keep(String header) {
        String pair = header.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
