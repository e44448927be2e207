package com.circledesk.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Builds URLs from the page's own: the same parameters with some changed or removed. Templates use it as
 * {@code th:href="@{${links.with('sort', 'due')}}"}. Any change of a filter starts at the first page again.
 */
@Component("links")
public class Links {
    /** Parameters that go along to every other page. */
    static final Set<String> CARRIED = Set.of("circle", "asOf");

    private static final Set<String> OF_THE_LIST = Set.of("page", "sort", "dir", "size");

    private static final String READ = Links.class.getName();

    private record Read(String query, MultiValueMap<String, String> parameters) {}

    /** This page with the parameter set to the value, or to each of several; a null or empty value removes it. */
    public String with(String name, @Nullable Object value) {
        return at(path(), name, value);
    }

    public String with(String name, @Nullable Object value, String name2, @Nullable Object value2) {
        MultiValueMap<String, String> parameters = parameters();
        parameters.remove("page");
        set(parameters, name, value);
        set(parameters, name2, value2);
        return url(path(), parameters);
    }

    public String without(String... names) {
        MultiValueMap<String, String> parameters = parameters();
        parameters.remove("page");
        Arrays.asList(names).forEach(parameters::remove);
        return url(path(), parameters);
    }

    /** This page less one of a repeated parameter's values, as the × of a filter chip asks. */
    public String withoutValue(String name, Object value) {
        MultiValueMap<String, String> parameters = parameters();
        parameters.remove("page");
        List<String> rest = parameters.getOrDefault(name, List.of()).stream()
                .filter(each -> !each.equals(value.toString()))
                .toList();
        parameters.remove(name);
        rest.forEach(each -> parameters.add(name, each));
        return url(path(), parameters);
    }

    /** Another page with this page's filters (not its page number or sorting): a figure's link to its rows. */
    public String at(String path, String name, @Nullable Object value) {
        MultiValueMap<String, String> parameters = parameters();
        if (path.equals(path())) {
            parameters.remove("page");
        } else {
            OF_THE_LIST.forEach(parameters::remove);
        }
        set(parameters, name, value);
        return url(path, parameters);
    }

    public String at(String path, String name, @Nullable Object value, String name2, @Nullable Object value2) {
        MultiValueMap<String, String> parameters = parameters();
        OF_THE_LIST.forEach(parameters::remove);
        set(parameters, name, value);
        set(parameters, name2, value2);
        return url(path, parameters);
    }

    /** @param values by name; null takes one off */
    public String at(String path, Map<String, @Nullable String> values) {
        MultiValueMap<String, String> parameters = parameters();
        OF_THE_LIST.forEach(parameters::remove);
        values.forEach((name, value) -> set(parameters, name, value));
        return url(path, parameters);
    }

    public String at(String path) {
        return at(path, "page", null);
    }

    /** This page as a file: the same filters in the same order. */
    public String export(String path, String format) {
        MultiValueMap<String, String> parameters = parameters();
        parameters.remove("page");
        parameters.remove("size");
        set(parameters, "format", format);
        return url(path, parameters);
    }

    /** Another page with only the circle and the as-of date of this one. */
    public String to(String path) {
        MultiValueMap<String, String> parameters = parameters();
        parameters.keySet().retainAll(CARRIED);
        return url(path, parameters);
    }

    /** The same, narrowed to a value, or to each of several. */
    public String to(String path, String name, @Nullable Object value) {
        return to(path, name, value, name, value);
    }

    public String to(String path, String name, @Nullable Object value, String name2, @Nullable Object value2) {
        return to(path, name, value, name2, value2, name2, value2);
    }

    public String to(
            String path,
            String name,
            @Nullable Object value,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3) {
        MultiValueMap<String, String> parameters = parameters();
        parameters.keySet().retainAll(CARRIED);
        set(parameters, name, value);
        set(parameters, name2, value2);
        set(parameters, name3, value3);
        return url(path, parameters);
    }

    public String page(int page) {
        MultiValueMap<String, String> parameters = parameters();
        set(parameters, "page", page == 0 ? null : page);
        return url(path(), parameters);
    }

    /** Sorts by the column; a second time the other way round. */
    public String sort(String column) {
        boolean turn = column.equals(parameter("sort")) && !"desc".equals(parameter("dir"));
        return with("sort", column, "dir", turn ? "desc" : null);
    }

    /**
     * {@code ascending}, {@code descending} or {@code none}, for {@code aria-sort}.
     *
     * @param largestFirst whether the column's own order, not the turned one, begins with the largest, as numbers do
     */
    public String sorted(String column, boolean largestFirst) {
        if (!column.equals(parameter("sort"))) {
            return "none";
        }
        return "desc".equals(parameter("dir")) == largestFirst ? "ascending" : "descending";
    }

    public boolean is(String name, @Nullable Object value) {
        return Objects.equals(parameter(name), value == null ? null : value.toString());
    }

    public @Nullable String parameter(String name) {
        return parameters().getFirst(name);
    }

    public List<String> values(String name) {
        return parameters().getOrDefault(name, List.of());
    }

    /** This page's parameters less the named ones, for a form's hidden fields. */
    public List<Map.Entry<String, String>> others(String... names) {
        Set<String> left = Set.of(names);
        return parameters().entrySet().stream()
                .filter(each -> !left.contains(each.getKey()) && !each.getKey().equals("page"))
                .flatMap(each -> each.getValue().stream().map(value -> Map.entry(each.getKey(), value)))
                .toList();
    }

    public String path() {
        HttpServletRequest request = request();
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        String uri = original == null ? request.getRequestURI() : original.toString();
        return uri.substring(request.getContextPath().length()).replaceFirst("^/+", "/");
    }

    /** A copy: a page asks for a thousand links, its own address is read once. */
    private static MultiValueMap<String, String> parameters() {
        HttpServletRequest request = request();
        String query = request.getQueryString();
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>(new LinkedHashMap<>());
        if (query == null) {
            return parameters;
        }
        Read read = request.getAttribute(READ) instanceof Read before
                        && before.query().equals(query)
                ? before
                : new Read(query, read(query));
        request.setAttribute(READ, read);
        read.parameters().forEach((name, values) -> parameters.addAll(name, values));
        return parameters;
    }

    private static MultiValueMap<String, String> read(String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>(new LinkedHashMap<>());
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.stream()
                        .filter(Objects::nonNull)
                        .map(Links::decoded)
                        .filter(value -> !value.isEmpty())
                        .forEach(value -> parameters.add(decoded(name), value)));
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void set(MultiValueMap<String, String> parameters, String name, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            parameters.remove(name);
            several.forEach(each -> parameters.add(name, each.toString()));
        } else if (value == null || value.toString().isEmpty()) {
            parameters.remove(name);
        } else {
            parameters.set(name, value.toString());
        }
    }

    private static String url(String path, MultiValueMap<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        char first = path.contains("?") ? '&' : '?';
        parameters.forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? first : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value))));
        return path + query;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
