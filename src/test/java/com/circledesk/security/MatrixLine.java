package com.circledesk.security;

import com.circledesk.users.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/**
 * One line of {@code security-matrix.txt}: what is declared about one handler.
 *
 * @param key method, path and condition as written, for example {@code GET /api/v1/invoices}
 * @param roles let through; empty with {@code everybody}
 * @param ofCircle names a thing of a circle
 * @param inScope shows things of circles without naming one
 * @param own names a thing of one person, in the sample somebody else's
 * @param ofCircle names a thing of a circle
 * @param inScope shows things of circles without naming one
 * @param own names a thing of one person, in the sample somebody else's
 */
record MatrixLine(
        String module,
        String key,
        boolean everybody,
        Set<Role> roles,
        boolean ofCircle,
        boolean inScope,
        boolean own,
        Map<String, String> sample) {
    private static final Map<Character, Role> LETTERS =
            Map.of('M', Role.ACCOUNT_MANAGER, 'H', Role.SALES_HEAD, 'F', Role.FINANCE, 'A', Role.ADMINISTRATOR);

    static List<MatrixLine> all() {
        try {
            String module = "";
            var lines = new java.util.ArrayList<MatrixLine>();
            for (String text : new ClassPathResource("security-matrix.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .split("\n")) {
                if (text.matches("# [a-z]+")) {
                    module = text.substring(2);
                } else if (!text.isBlank() && !text.startsWith("#")) {
                    lines.add(parse(module, text));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MatrixLine parse(String module, String text) {
        String[] cells = Arrays.stream(text.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (cells.length != 4) {
            throw new IllegalArgumentException("Four cells are needed: " + text);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        cells[1].chars().filter(letter -> letter != '*').forEach(letter -> roles.add(LETTERS.get((char) letter)));
        Map<String, String> sample = new LinkedHashMap<>();
        for (String pair : cells[3].split("&")) {
            if (!pair.isBlank()) {
                sample.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        String key = cells[0].replaceAll("\\s+", " ");
        return new MatrixLine(
                module,
                key,
                cells[1].equals("*"),
                roles,
                cells[2].equals("circle"),
                cells[2].equals("scope"),
                cells[2].equals("own"),
                sample);
    }

    String method() {
        String method = key.substring(0, key.indexOf(' '));
        return method.equals("*") ? "GET" : method;
    }

    String path() {
        return key.split(" ")[1];
    }

    boolean isApi() {
        return path().startsWith("/api/");
    }

    boolean isRead() {
        return method().equals("GET");
    }

    boolean namesSomething() {
        return sample.values().stream().anyMatch(value -> value.contains("${"));
    }

    /** The sample with the values of a circle filled in. */
    Map<String, String> sampleOf(Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        sample.forEach((name, text) -> {
            String value = text;
            for (Map.Entry<String, String> known : values.entrySet()) {
                value = value.replace("${" + known.getKey() + "}", known.getValue());
            }
            filled.put(name, value);
        });
        return filled;
    }
}
