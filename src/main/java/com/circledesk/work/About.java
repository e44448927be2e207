package com.circledesk.work;

/**
 * What a task or a notification is about.
 *
 * @param kind in capitals, {@code DISPUTE} for one
 * @param ref its number, as people know it
 * @param link its page: a path of ours
 */
public record About(String kind, String ref, String link) {}
