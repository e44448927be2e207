package com.circledesk.shared;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A form that came too late, as it was sent: shown by the view {@link #VIEW} as the attribute {@code sent}, from where it
 * can be sent again. Passwords and files are not kept, only that they were there; they are asked for anew. Nothing of it
 * is stored: through a sign-in it is carried along as text.
 *
 * @param action path it was sent to
 */
public record SentForm(String action, boolean multipart, List<Field> fields) {
    public static final String VIEW = "forms/sent";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> UNSEEN = Set.of("key", "version");

    public enum Kind {
        TEXT,
        PASSWORD,
        FILE
    }

    /** @param value of a text, else empty */
    public record Field(String name, Kind kind, String value) {
        /** The name in words: {@code fullName} is Full name. */
        public String label() {
            String words = name.replaceAll("[^\\p{L}\\p{N}]+", " ")
                    .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            return StringUtils.capitalize(words);
        }

        private boolean isEntry() {
            return kind == Kind.TEXT && !value.isBlank() && !name.startsWith("_") && !UNSEEN.contains(name);
        }
    }

    public SentForm {
        fields = List.copyOf(fields);
    }

    /** What the request sent, also where it is being answered by the error page. */
    public static SentForm of(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = failed == null ? request.getRequestURI() : failed.toString();
        boolean multipart = String.valueOf(request.getContentType())
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/form-data");
        List<Field> fields = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                Arrays.stream(values).map(value -> field(name, value)).forEach(fields::add);
            }
        });
        if (multipart) {
            fields.addAll(files(request));
        }
        return new SentForm(uri.substring(request.getContextPath().length()), multipart, fields);
    }

    /** Empty if it is no text of {@link #toText}, or leads out of this site. */
    public static Optional<SentForm> parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, SentForm.class))
                    .filter(form -> form.action.matches("/(?![/\\\\]).*"));
        } catch (JacksonException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** What a person typed or chose, by its name in words; several values of one name in one line. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        fields.stream()
                .filter(Field::isEntry)
                .forEach(field -> entries.merge(field.label(), field.value, (some, more) -> some + ", " + more));
        return entries;
    }

    public String toText() {
        return JSON.writeValueAsString(this);
    }

    private static Field field(String name, String value) {
        boolean password = name.toLowerCase(Locale.ROOT).contains("password") && !value.isEmpty();
        return new Field(name, password ? Kind.PASSWORD : Kind.TEXT, password ? "" : value);
    }

    private static List<Field> files(HttpServletRequest request) {
        try {
            return request.getParts().stream()
                    .filter(part -> part.getSubmittedFileName() != null)
                    .map(Part::getName)
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(name -> new Field(name, Kind.FILE, ""))
                    .toList();
        } catch (IOException | ServletException | IllegalStateException e) {
            return List.of();
        }
    }
}
