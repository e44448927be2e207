package com.circledesk.forms;

import java.util.UUID;

/**
 * Names one filling-in of one form. Made when its page is rendered and sent along with it, so that a double click, a
 * reload or a repeat after a lost answer is recognised. Callers of the API make their own ({@code Idempotency-Key}).
 */
public record FormKey(UUID value) {
    public static FormKey fresh() {
        return new FormKey(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
