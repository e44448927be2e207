package com.circledesk.work;

/**
 * Something for a person to know.
 *
 * @param key what makes it this notification and no other: told twice it is told once, for ever
 * @param user who is told; reads it while seeing the circle
 * @param text a sentence of at most 300 characters
 */
public record NewNotification(String key, long user, String circle, About about, String text) {}
