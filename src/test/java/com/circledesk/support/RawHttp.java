package com.circledesk.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends exactly these bytes and reads the answer to the end of the connection: for requests no client library would send. */
public record RawHttp(int status, Map<String, String> headers, String body) {
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    /** @param request lines separated by line feeds; they are sent with CR LF, an empty line ends the headers */
    public static RawHttp send(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return parse(readAll(socket.getInputStream()));
        }
    }

    public static RawHttp get(int port, String target) throws IOException {
        return send(port, "GET " + target + " HTTP/1.1\nHost: localhost:" + port + "\nConnection: close\n\n");
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
                if (complete(all.toString(StandardCharsets.ISO_8859_1))) {
                    break;
                }
            }
        } catch (SocketException e) {
            // Cut after the answer: what arrived counts.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** As long as announced; an answer to half a request leaves the connection open for the other half. */
    private static boolean complete(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        Matcher length = CONTENT_LENGTH.matcher(answer);
        return end > 0 && length.find() && answer.length() >= end + 4 + Integer.parseInt(length.group(1));
    }

    private static RawHttp parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String[] lines = answer.substring(0, Math.max(end, 0)).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip(),
                    (first, second) -> first + " | " + second);
        }
        int status = lines[0].startsWith("HTTP/") ? Integer.parseInt(lines[0].split(" ")[1]) : 0;
        return new RawHttp(status, headers, end < 0 ? "" : answer.substring(end + 4));
    }
}
