package com.circledesk.users;

/** A new person; nobody can sign in as them before an invitation was taken up. */
public record CreateUser(String email, String fullName, Role role, Reach reach) {}
