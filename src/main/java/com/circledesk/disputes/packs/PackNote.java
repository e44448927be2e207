package com.circledesk.disputes.packs;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A note of the account, as it may bear on what is disputed. */
public record PackNote(
        String noteNo,
        String kind,
        LocalDate noteDate,
        @Nullable String invoiceNo,
        @Nullable String ref,
        Money total) {}
