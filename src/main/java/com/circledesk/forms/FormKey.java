package com.circledesk.forms;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one filling-in of one form. Made when its page is rendered and sent along with it, so that a double click, a
 * reload or a repeat after a lost answer is recognised. Callers of the API make their own ({@code Idempotency-Key}).
 */
public record FormKey(UUID value) {
    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    public static FormKey fresh() {
        return new FormKey(UUID.randomUUID());
    }

    /** Empty if the text is no UUID. */
    public static Optional<FormKey> parse(@Nullable String text) {
        return text != null && SHAPE.matcher(text).matches()
                ? Optional.of(new FormKey(UUID.fromString(text)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
