package com.circledesk.payments.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {"RENT OCT26", "OCT-2026", "FOR OCTOBER 2026", "10/2026", "2026-10", "OCT'26 RENT", "OCT.26,"})
    void monthsAreReadAsPeopleWriteThem(String text) {
        assertThat(Months.in(text).all()).containsExactly(YearMonth.of(2026, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15112026",
                "INV-2026-10-00123",
                "15/10/2026",
                "UTR20261012345",
                "MARCH PAST",
                "13/2026",
                "DECOR 20"
            })
    void whatIsNoMonthIsNotReadAsOne(String text) {
        assertThat(Months.in(text).all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JUN26 TO OCT26,5", "'2025-11, 2026-02',2", "NOV 2025 - JAN 2026,3", "OCT26 TO JUN26,2"})
    void fromOneToAnotherNamesThoseBetween(String text, int count) {
        assertThat(Months.in(text).all()).hasSize(count);
    }
}
