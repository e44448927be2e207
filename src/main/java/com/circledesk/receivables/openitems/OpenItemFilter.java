package com.circledesk.receivables.openitems;

import com.circledesk.receivables.ageing.AgeingRequest;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which open items: those of an ageing, narrowed further. Page, export and API alike.
 *
 * @param ageing dates, basis, buckets and book of the ageing they belong to
 * @param buckets numbers of its buckets, none = all
 * @param text part of an invoice number or of the customer's name, or null
 * @param amountMin smallest open amount in rupees, or null
 * @param amountMax largest open amount in rupees, or null
 */
public record OpenItemFilter(
        AgeingRequest ageing,
        List<Integer> buckets,
        @Nullable String text,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax) {
    public OpenItemFilter {
        buckets = List.copyOf(buckets);
    }

    public static OpenItemFilter of(AgeingRequest ageing) {
        return new OpenItemFilter(ageing, List.of(), null, null, null);
    }
}
