package com.circledesk.shared;

/** One entry of a list to choose from. @param value what is sent, {@code label} what is shown */
public record Choice(String value, String label) {}
