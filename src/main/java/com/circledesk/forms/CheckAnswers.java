package com.circledesk.forms;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page between a form and the moving of money: what will happen, to be confirmed or changed. It carries the form's
 * values along as they were sent, so it works without scripts and keeps nothing on the server. Shown by the view
 * {@link #VIEW} as the attribute {@code check}; the confirmed values go to {@code action}, values to be changed to
 * {@code action/change}.
 *
 * @param warning what should be thought of before, or null
 * @param confirm the words on the button
 */
public record CheckAnswers(
        String heading,
        @Nullable String warning,
        List<Answer> answers,
        @Nullable Table table,
        String action,
        String confirm,
        List<Map.Entry<String, String>> fields) {
    public static final String VIEW = "forms/check";

    public CheckAnswers {
        answers = List.copyOf(answers);
        fields = List.copyOf(fields);
    }

    public record Answer(String label, String value) {}

    /** Rows with as many cells as there are heads; all but the first column hold numbers or days. */
    public record Table(List<String> heads, List<List<String>> rows) {}

    /** The values that the form sent. */
    public static List<Map.Entry<String, String>> fieldsOf(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(field -> !field.getKey().startsWith("_"))
                .flatMap(field -> Arrays.stream(field.getValue()).map(value -> Map.entry(field.getKey(), value)))
                .toList();
    }
}
