package com.circledesk.payments.advices;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNumbersTests {
    private final NearestNumbers nearest = new NearestNumbers(List.of(
            number("TC/26-27/000123", "1180"), number("TC/26-27/000132", "2360"), number("TC/26-27/000777", "590")));

    @ParameterizedTest
    @CsvSource({
        "TC/26-27/000213, 2 digits changed places",
        "000123, the prefix is missing",
        "123, only the end",
        "TC/26-27/123, no zeros in front",
        "TC-26-27-000123, other signs",
        "tc 26 27 000123, small letters",
        "TC/26-27/00123, a zero too few",
        "TC/26-27/000124, a wrong digit"
    })
    void findsWhatIsMeant(String given, String how) {
        assertThat(nearest.of(given, Money.of("1180")).get(0).number().invoiceNo())
                .as(how)
                .isEqualTo("TC/26-27/000123");
    }

    @Test
    void amongEqualsTheAmountDecides() {
        assertThat(nearest.of("TC/26-27/000122", Money.of("2360"))
                        .get(0)
                        .number()
                        .invoiceNo())
                .isEqualTo("TC/26-27/000132");
    }

    @Test
    void whatIsFarIsNotOffered() {
        assertThat(nearest.of("XY-99999", Money.of("1180"))).isEmpty();
        assertThat(nearest.of("7", Money.of("1"))).isEmpty();
    }

    private static OpenNumber number(String invoiceNo, String open) {
        return new OpenNumber(invoiceNo, Money.of(open), Money.of(open));
    }
}
