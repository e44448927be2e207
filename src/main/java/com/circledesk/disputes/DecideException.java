package com.circledesk.disputes;

public record DecideException(String ref, long exceptionId, boolean allowed, String why) {}
