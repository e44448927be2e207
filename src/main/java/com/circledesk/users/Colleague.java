package com.circledesk.users;

/** Somebody whom work can be given to. */
public record Colleague(long id, String email, String fullName) {}
