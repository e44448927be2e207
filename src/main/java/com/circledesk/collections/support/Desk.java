package com.circledesk.collections.support;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who within the company is asked. */
public enum Desk {
    BILLING,
    OPERATIONS,
    LEGAL,
    CORPORATE_FINANCE;

    public static Optional<Desk> named(@Nullable String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
