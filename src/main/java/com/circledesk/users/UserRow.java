package com.circledesk.users;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as administrators see one.
 *
 * @param circles empty with {@code allCircles}
 */
public record UserRow(
        long id,
        String email,
        String fullName,
        Role role,
        boolean allCircles,
        List<String> circles,
        UserState state,
        @Nullable Instant lastLoginAt,
        int version) {
    public UserRow {
        circles = List.copyOf(circles);
    }
}
