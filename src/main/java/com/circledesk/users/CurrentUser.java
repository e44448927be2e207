package com.circledesk.users;

import java.util.Set;

/**
 * Who is signed in, read afresh from the database for every request. A handler takes it as an argument; templates find
 * it as {@code user}.
 *
 * @param mustChangePassword only the page that changes the password is open, until that is done
 * @param unread how many notifications wait to be read
 */
public record CurrentUser(
        long id,
        String email,
        String fullName,
        Role role,
        boolean allCircles,
        Scope scope,
        boolean mustChangePassword,
        int unread) {

    public Set<Permission> permissions() {
        return role.permissions();
    }

    public boolean may(Permission permission) {
        return role.may(permission);
    }

    public Actor actor() {
        return new Actor(id, email, scope, permissions());
    }
}
