package com.circledesk.accounts;

/** An account in a picker. */
public record AccountChoice(String value, String label) {}
