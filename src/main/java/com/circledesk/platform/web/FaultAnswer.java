package com.circledesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a fault with nothing but the response in hand: before the application is asked, after it broke, and where
 * Tomcat refuses by itself. Pages within the application are rendered by {@link FaultAdvice} instead.
 */
final class FaultAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s · CircleDesk</title>%4$s</head>
            <body class="desk desk-alone"><main class="blank fault"><p class="fault-code" aria-hidden="true">%5$d</p><h1>%1$s</h1><p>%2$s</p><p><a class="btn btn-primary" href="/">To the start page</a></p>%3$s</main></body>
            </html>
            """;

    private FaultAnswer() {}

    static void write(HttpServletRequest request, HttpServletResponse response, Fault fault) throws IOException {
        write(request, response, fault, List.of());
    }

    /** @param assets addresses of style sheets and scripts, where the application is well enough to serve them */
    static void write(HttpServletRequest request, HttpServletResponse response, Fault fault, List<String> assets)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        // Somebody may have begun a page with a writer; a reset forgets that, and the headers, too.
        String allowed = response.getHeader(HttpHeaders.ALLOW);
        response.reset();
        AnswerHeaders.apply(request, response);
        response.setStatus(fault.status().value());
        if (allowed != null) {
            response.setHeader(HttpHeaders.ALLOW, allowed);
        }
        addRetryAfter(response, fault);
        String body;
        if (isApi(request)) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            body = JSON.writeValueAsString(problem(fault, RequestId.of(request)));
        } else {
            response.setContentType("text/html;charset=UTF-8");
            body = PAGE.formatted(
                    HtmlUtils.htmlEscape(fault.title()),
                    HtmlUtils.htmlEscape(fault.detail()),
                    fault.isOurs() ? "<p>Number to quote: <code>" + RequestId.of(request) + "</code></p>" : "",
                    assets.stream().map(FaultAnswer::included).collect(Collectors.joining()),
                    fault.status().value());
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    private static String included(String asset) {
        return (asset.endsWith(".js") ? "<script src=\"%s\"></script>" : "<link rel=\"stylesheet\" href=\"%s\">")
                .formatted(HtmlUtils.htmlEscape(asset));
    }

    /** RFC 9457, with the code that programs hold on to and the number to quote. */
    static Map<String, Object> problem(Fault fault, String requestId) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", fault.status().getReasonPhrase());
        problem.put("status", fault.status().value());
        problem.put("detail", fault.detail());
        problem.put("code", fault.code());
        if (fault.isOurs()) {
            problem.put("requestId", requestId);
        }
        return problem;
    }

    static void addRetryAfter(HttpServletResponse response, Fault fault) {
        if (fault.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        } else if (fault.status() == HttpStatus.TOO_MANY_REQUESTS) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        }
    }

    static boolean isApi(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path != null && path.startsWith("/api/");
    }
}
