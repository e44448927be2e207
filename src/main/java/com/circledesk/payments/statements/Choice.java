package com.circledesk.payments.statements;

/** For a picker. */
public record Choice(String value, String label) {}
