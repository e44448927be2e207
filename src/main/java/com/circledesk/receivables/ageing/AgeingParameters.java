package com.circledesk.receivables.ageing;

import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.UrlWords;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of everything that shows an ageing or its open items. Programs get a sentence where a value is wrong
 * ({@link #strictly}); a page takes its default instead ({@link #leniently}).
 *
 * @param asOf ISO date; left out = today
 * @param knownOn ISO date; left out = all that is recorded
 * @param basis {@code due} (default) or {@code invoice}
 * @param groupBy {@code account} (default), {@code operator}, {@code circle} or {@code chargeType}
 * @param buckets bounds in days, rising strictly; left out = 30,60,90,180,365
 */
public record AgeingParameters(
        @Nullable String asOf,
        @Nullable String knownOn,
        @Nullable String basis,
        @Nullable String groupBy,
        @Nullable String buckets,
        String @Nullable [] circle,
        String @Nullable [] operator,
        String @Nullable [] account,
        String @Nullable [] chargeType) {
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    /** @throws IllegalArgumentException with a sentence that names the parameter */
    public AgeingRequest strictly(LocalDate today) {
        return request(today, false);
    }

    public AgeingRequest leniently(LocalDate today) {
        return request(today, true);
    }

    private AgeingRequest request(LocalDate today, boolean lenient) {
        LocalDate day = value("asOf", asOf, AgeingParameters::date, today, lenient);
        Optional<LocalDate> known =
                value("knownOn", knownOn, text -> Optional.of(date(text)), Optional.<LocalDate>empty(), lenient);
        AgeingBasis from = value("basis", basis, text -> choice(AgeingBasis.named(text)), AgeingBasis.DUE, lenient);
        AgeingGroup by =
                value("groupBy", groupBy, text -> choice(AgeingGroup.named(text)), AgeingGroup.ACCOUNT, lenient);
        AgeBuckets bands =
                value("buckets", buckets, text -> AgeBuckets.parse(from, text), AgeBuckets.standard(from), lenient);
        return new AgeingRequest(day, known.orElse(null), bands, by, filter());
    }

    public BookFilter filter() {
        return new BookFilter(
                UrlWords.list(circle), UrlWords.list(operator), UrlWords.list(account), UrlWords.list(chargeType));
    }

    private static <T> T value(
            String name, @Nullable String text, Function<String, T> parse, T initial, boolean lenient) {
        if (text == null || (lenient && text.isBlank())) {
            return initial;
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException e) {
            if (lenient) {
                return initial;
            }
            throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static LocalDate date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= YEAR_MIN && day.getYear() <= YEAR_MAX) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("A date is written like 2026-10-31.", e);
        }
        throw new IllegalArgumentException("The year lies between %d and %d.".formatted(YEAR_MIN, YEAR_MAX));
    }

    private static <T> T choice(Optional<T> named) {
        return named.orElseThrow(() -> new IllegalArgumentException("This is none of the values it may have."));
    }
}
