package com.circledesk.collections.support;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened to a request. */
public record SupportEvent(String kind, @Nullable String remark, Instant at, String by) {}
