package com.circledesk.receivables;

import com.circledesk.shared.UrlWords;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the book is asked for: the filter that every page, export and API answer about receivables shares. Values of one kind are alternatives, kinds narrow each other, none of a kind
 * means all; case does not matter. A value that does not exist, or lies outside the scope, matches nothing.
 *
 * @param circles codes
 * @param operators names
 * @param accounts codes
 * @param chargeTypes of the invoice
 */
public record BookFilter(
        List<String> circles, List<String> operators, List<String> accounts, List<String> chargeTypes) {
    public static final BookFilter NONE = new BookFilter(List.of(), List.of(), List.of(), List.of());

    public BookFilter {
        circles = given(circles);
        operators = given(operators);
        accounts = given(accounts);
        chargeTypes = given(chargeTypes);
    }

    /** As the address of a page or of an answer says it. */
    public static BookFilter asked(
            String @Nullable [] circles, String @Nullable [] operators, String @Nullable [] accounts) {
        return new BookFilter(UrlWords.list(circles), UrlWords.list(operators), UrlWords.list(accounts), List.of());
    }

    public static BookFilter ofAccount(String code) {
        return new BookFilter(List.of(), List.of(), List.of(code), List.of());
    }

    public static BookFilter ofCircle(String code) {
        return new BookFilter(List.of(code), List.of(), List.of(), List.of());
    }

    public BookFilter ofOperator(String name) {
        return new BookFilter(circles, List.of(name), accounts, chargeTypes);
    }

    public boolean isEmpty() {
        return circles.isEmpty() && operators.isEmpty() && accounts.isEmpty() && chargeTypes.isEmpty();
    }

    private static List<String> given(Collection<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    public static String[] upper(List<String> values) {
        return values.stream().map(value -> value.toUpperCase(Locale.ROOT)).toArray(String[]::new);
    }

    public static String[] lower(List<String> values) {
        return values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    }
}
