package com.circledesk.collections.support;

/**
 * Gives a request to somebody else; its days go on.
 *
 * @param why at most 300 characters
 */
public record HandOver(String ref, Desk desk, long owner, String why) {}
