package com.circledesk.disputes.packs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file that proves something, by name. */
public record PackFile(
        String ref, @Nullable String item, @Nullable String invoiceNo, String fileName, Instant attachedAt) {}
