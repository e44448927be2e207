package com.circledesk.users;

/** @param version of the user as the editor saw it */
public record EditUser(long id, int version, String email, String fullName, Role role, Reach reach) {}
