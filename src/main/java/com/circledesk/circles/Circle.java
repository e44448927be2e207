package com.circledesk.circles;

/** One of the 22 licensed service areas, for example {@code KA}, Karnataka, category {@code A}. */
public record Circle(String code, String name, String category) {}
