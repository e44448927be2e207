package com.circledesk.accounts.web;

import com.circledesk.accounts.OwnershipFilter;
import org.jspecify.annotations.Nullable;

/** The filter of the accounts to hand over as the URL says; a value that is none is no filter. */
record OwnershipParameters(
        @Nullable String circle,
        @Nullable String manager,
        @Nullable String q) {
    OwnershipFilter toFilter() {
        Long id = manager != null && manager.matches("[0-9]{1,18}") ? Long.valueOf(manager) : null;
        return new OwnershipFilter(circle == null || circle.isBlank() ? null : circle, id, q);
    }
}
