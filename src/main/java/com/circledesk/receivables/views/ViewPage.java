package com.circledesk.receivables.views;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists whose filters can be saved, each with the parameters a view keeps: filters, order and columns, never a day. */
public enum ViewPage {
    OPEN_ITEMS(
            "/receivables/open-items",
            "circle",
            "operator",
            "account",
            "chargeType",
            "bucket",
            "basis",
            "buckets",
            "q",
            "min",
            "max",
            "sort",
            "dir",
            "size",
            "col"),
    DISPUTES(
            "/disputes",
            "circle",
            "operator",
            "account",
            "status",
            "reason",
            "owner",
            "invoice",
            "within",
            "behind",
            "rootCause",
            "state",
            "q",
            "sort",
            "dir",
            "size"),
    WORKLIST("/my-work/worklist", "circle", "operator", "account", "whose", "which", "sort", "size"),
    ACCOUNTS("/accounts", "circle", "operator", "manager", "segment", "active", "q", "sort", "dir", "size", "col");

    private final String path;
    private final List<String> kept;

    ViewPage(String path, String... kept) {
        this.path = path;
        this.kept = List.of(kept);
    }

    public String path() {
        return path;
    }

    public static Optional<ViewPage> at(String path) {
        return Arrays.stream(values()).filter(page -> page.path.equals(path)).findFirst();
    }

    /** What a view keeps of a query string, always in the same order, so that equal filters give equal texts. */
    public String kept(@Nullable String query) {
        return kept.stream()
                .flatMap(name -> values(query, name).map(value -> name + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    static Stream<String> values(@Nullable String query, String name) {
        return Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .filter(value -> !value.isBlank())
                .distinct();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
