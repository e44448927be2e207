package com.circledesk.users.web;

import com.circledesk.users.Role;
import com.circledesk.users.UserFilter;
import com.circledesk.users.UserState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The filter of the list of users as its URL says; a value that is none is no filter. */
record UserFilterParameters(
        @Nullable String q,
        @Nullable String role,
        @Nullable String circle,
        @Nullable String state) {
    UserFilter toFilter() {
        return new UserFilter(
                q,
                named(Role.values(), role),
                circle == null || circle.isBlank() ? null : circle,
                named(UserState.values(), state));
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, @Nullable String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
