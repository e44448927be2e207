package com.circledesk.users;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, for the audit trail and for row-level security: a signed-in user, or the system itself with a
 * purpose.
 *
 * @param userId the user's id, or null for the system
 * @param name the user's mail address, or {@code system:<purpose>}
 * @param scope the circles the actor may touch
 */
public record Actor(@Nullable Long userId, String name, Scope scope, Set<Permission> permissions) {
    public Actor {
        permissions = Set.copyOf(permissions);
    }

    /** The system at work on its own account, for example {@code system:control-run}. */
    public static Actor system(String purpose, Scope scope) {
        return new Actor(null, "system:" + purpose, scope, Set.of(Permission.values()));
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
