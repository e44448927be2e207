package com.circledesk.work;

import org.jspecify.annotations.Nullable;

/** @param q part of a subject, a name or an address */
public record MailFilter(
        @Nullable MailState state,
        @Nullable String kind,
        @Nullable String q) {}
