package com.circledesk.payments.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the figures: base 1,00,000 and GST 18,000. */
class TaxPercentTests {
    private static final Money BASE = Money.of("100000");
    private static final Money GROSS = Money.of("118000");

    @ParameterizedTest
    @CsvSource({"2, 100000, 116000.00", "2, 118000, 115640.00", "0.5, 100000, 117500.00", "10, 100000, 108000.00"})
    void whatReachesTheBank(String rate, String base, String bank) {
        assertThat(GROSS.minus(TaxPercent.of(rate).on(Money.of(base)))).hasToString(bank);
    }

    @Test
    void aPublicBodyDeductsTwice() {
        InvoiceTax tax = new InvoiceTax(
                List.of(
                        TaxLine.of(Tax.TDS, "194-I(a)", TaxPercent.of("2"), BASE, false),
                        TaxLine.of(Tax.GST_TDS, "51", TaxPercent.of("2"), BASE, false)),
                Money.of("1500"),
                Money.of("2500"));
        assertThat(GROSS.minus(tax.tds()).minus(tax.gstTds())).hasToString("114000.00");
        assertThat(tax.tdsLeft()).hasToString("500.00");
        assertThat(tax.gstTdsLeft()).isEqualTo(Money.ZERO);
    }

    /** Each line of deduction is rounded, half-up, to the rupee. */
    @ParameterizedTest
    @CsvSource({
        "2, 24.99, 0.00",
        "2, 25.00, 1.00",
        "2, 74.99, 1.00",
        "2, 75.00, 2.00",
        "0.5, 100.00, 1.00",
        "0, 9, 0.00"
    })
    void roundsHalfUp(String rate, String base, String tax) {
        assertThat(TaxPercent.of(rate).on(Money.of(base))).hasToString(tax);
    }

    @Test
    void isAPercentage() {
        assertThat(TaxPercent.of("0.50")).hasToString("0.5");
        assertThat(TaxPercent.of("10")).hasToString("10");
        assertThatThrownBy(() -> TaxPercent.of("100.01")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaxPercent.of("-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaxPercent.of("0.125")).isInstanceOf(ArithmeticException.class);
    }
}
