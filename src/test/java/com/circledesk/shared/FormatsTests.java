package com.circledesk.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTests {
    private static final long SEED = 20261121;
    private static final int SAMPLES = 5_000;

    private final Formats fmt = new Formats();

    /** A second opinion on the grouping, from the library of the Unicode consortium. */
    @Test
    void amountsAreGroupedAsInIndia() {
        NumberFormat indian = NumberFormat.getInstance(new ULocale("en_IN"));
        indian.setMinimumFractionDigits(2);
        indian.setMaximumFractionDigits(2);
        Random random = new Random(SEED);
        for (int n = 0; n < SAMPLES; n++) {
            BigDecimal amount = new BigDecimal(new BigInteger(random.nextInt(1, 50), random), 2);
            assertThat(fmt.amount(amount)).isEqualTo(indian.format(amount));
            assertThat(fmt.amount(amount.negate()))
                    .isEqualTo(indian.format(amount.negate()).replace('-', '−'));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.00         | Rupees Zero Only",
                "0.05         | Rupees Zero and Five Paise Only",
                "19.00        | Rupees Nineteen Only",
                "20.10        | Rupees Twenty and Ten Paise Only",
                "100.00       | Rupees One Hundred Only",
                "590.00       | Rupees Five Hundred Ninety Only",
                "123456.78    | Rupees One Lakh Twenty-Three Thousand Four Hundred Fifty-Six and Seventy-Eight Paise Only",
                "10000000.00  | Rupees One Crore Only",
                "9999999999999.99 | Rupees Nine Lakh Ninety-Nine Thousand Nine Hundred Ninety-Nine Crore Ninety-Nine Lakh Ninety-Nine Thousand Nine Hundred Ninety-Nine and Ninety-Nine Paise Only",
            })
    void documentsSayAmountsInWords(BigDecimal amount, String words) {
        assertThat(fmt.words(amount)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0            | 0.00",
                "0.5          | 0.50",
                "-0.01        | −0.01",
                "999.99       | 999.99",
                "1000         | 1,000.00",
                "100000       | 1,00,000.00",
                "1234567      | 12,34,567.00",
                "9999999999999.99 | 99,99,99,99,99,999.99",
            })
    void amountsHaveTwoDecimals(BigDecimal amount, String text) {
        assertThat(fmt.amount(amount)).isEqualTo(text);
        assertThat(fmt.amount(Money.of(amount))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0           | ₹0.00",
                "99999.99    | ₹99,999.99",
                "100000      | ₹1.00 L",
                "1234567     | ₹12.35 L",
                "-1733000    | −₹17.33 L",
                "9999999.99  | ₹100.00 L",
                "10000000    | ₹1.00 Cr",
                "76512345.67 | ₹7.65 Cr",
                "12345678901 | ₹1,234.57 Cr",
            })
    void dashboardsSpeakInLakhAndCrore(BigDecimal amount, String text) {
        assertThat(fmt.compact(amount)).isEqualTo(text);
    }

    @Test
    void theMinusStandsBeforeTheCurrency() {
        assertThat(fmt.rupees(new BigDecimal("-1234567.5"))).isEqualTo("−₹12,34,567.50");
    }

    @Test
    void percentagesAreRoundedHalfUpOnce() {
        assertThat(fmt.percent(new BigDecimal("45.25"))).isEqualTo("45.3 %");
        assertThat(fmt.percent(new BigDecimal("45.249999"))).isEqualTo("45.2 %");
        assertThat(fmt.share(new BigDecimal("1"), new BigDecimal("3"))).isEqualTo("33.3 %");
        assertThat(fmt.share(new BigDecimal("5"), BigDecimal.ZERO)).isEqualTo("n/a");
        assertThat(fmt.share(new BigDecimal("5"), new BigDecimal("-1"))).isEqualTo("n/a");
    }

    @Test
    void daysAreWholeOrHaveOneDecimal() {
        assertThat(fmt.days(1)).isEqualTo("1 day");
        assertThat(fmt.days(0)).isEqualTo("0 days");
        assertThat(fmt.days(-3)).isEqualTo("−3 days");
        assertThat(fmt.days(1234L)).isEqualTo("1,234 days");
        assertThat(fmt.days(new BigDecimal("77.1666"))).isEqualTo("77.2 days");
    }

    @Test
    void momentsAreToldInIndia() {
        Instant lateInTheEveningInLondon = Instant.parse("2026-11-20T19:00:00Z");
        assertThat(fmt.date(lateInTheEveningInLondon)).isEqualTo("21 Nov 2026");
        assertThat(fmt.time(lateInTheEveningInLondon)).isEqualTo("21 Nov 2026, 00:30");
        assertThat(fmt.date(LocalDate.of(2026, 4, 1))).isEqualTo("1 Apr 2026");
        assertThat(fmt.month(YearMonth.of(2026, 9))).isEqualTo("Sep 2026");
    }

    @Test
    void whatIsNotKnownIsNotZero() {
        assertThat(fmt.amount(null)).isEqualTo("n/a");
        assertThat(fmt.rupees(null)).isEqualTo("n/a");
        assertThat(fmt.compact(null)).isEqualTo("n/a");
        assertThat(fmt.percent(null)).isEqualTo("n/a");
        assertThat(fmt.days(null)).isEqualTo("n/a");
        assertThat(fmt.date(null)).isEqualTo("n/a");
        assertThat(fmt.time(null)).isEqualTo("n/a");
        assertThat(fmt.count(null)).isEqualTo("n/a");
    }

    @Test
    void filesAreSizedForPeople() {
        assertThat(fmt.bytes(999)).isEqualTo("999 B");
        assertThat(fmt.bytes(3_400)).isEqualTo("3 kB");
        assertThat(fmt.bytes(3_449_999)).isEqualTo("3.4 MB");
    }
}
