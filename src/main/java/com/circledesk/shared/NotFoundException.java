package com.circledesk.shared;

/** What was asked for does not exist, or lies outside the caller's circles: both answer the same 404. */
public class NotFoundException extends RuntimeException {
    public NotFoundException(String what, Object key) {
        super("%s %s was not found.".formatted(what, key));
    }
}
