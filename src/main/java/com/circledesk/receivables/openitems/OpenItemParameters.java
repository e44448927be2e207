package com.circledesk.receivables.openitems;

import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingRequest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the address of an open-items page narrows beyond the ageing's own parameters. Values that cannot be read are left
 * out.
 *
 * @param bucket labels of the ageing's buckets
 * @param q part of an invoice number or of the customer's name
 * @param min smallest open amount in rupees
 * @param max largest open amount in rupees
 * @param sort {@code age} (default), {@code amount} or {@code due}
 * @param dir {@code desc} turns the order round
 */
public record OpenItemParameters(
        String @Nullable [] bucket,
        @Nullable String q,
        @Nullable String min,
        @Nullable String max,
        @Nullable String sort,
        @Nullable String dir) {
    private static final int TEXT_MAX = 100;

    public OpenItemFilter filter(AgeingRequest ageing) {
        AgeBuckets buckets = ageing.buckets();
        List<Integer> numbers = bucket == null
                ? List.of()
                : Arrays.stream(bucket)
                        .map(buckets::numbered)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        String text = q == null || q.isBlank()
                ? null
                : q.strip().substring(0, Math.min(TEXT_MAX, q.strip().length()));
        return new OpenItemFilter(ageing, numbers, text, amount(min), amount(max));
    }

    public OpenItemSort order() {
        return OpenItemSort.named(sort == null ? "" : sort).orElse(OpenItemSort.AGE);
    }

    public boolean turned() {
        return "desc".equals(dir);
    }

    private static @Nullable BigDecimal amount(@Nullable String text) {
        return text != null && text.strip().matches("[0-9]{1,13}(\\.[0-9]{1,2})?")
                ? new BigDecimal(text.strip())
                : null;
    }
}
