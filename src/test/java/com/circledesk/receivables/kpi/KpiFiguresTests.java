package com.circledesk.receivables.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the figures' third chapter: DSO and its family. */
class KpiFiguresTests {
    private static final LocalDate JUNE_END = LocalDate.of(2026, 6, 30);
    private static final LocalDate APRIL = LocalDate.of(2026, 4, 10);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 10);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 10);
    private static final Billing THREE_MONTHS = billing(Map.of(APRIL, "70", MAY, "80", JUNE, "100"));

    @ParameterizedTest
    @CsvSource({"365, 121.67", "183, 61.00", "283, 94.33"})
    void simpleDso(int days, String expected) {
        assertThat(rounded(figures(days, "0", "0", "50000", "150000").dso())).isEqualTo(expected);
    }

    @Test
    void bestPossibleDsoAndAverageDaysDelinquent() {
        KpiFigures figures = figures(91, "0", "95", "117", "250");

        assertThat(rounded(figures.dso())).isEqualTo("77.17");
        assertThat(rounded(figures.dsoBestPossible())).isEqualTo("34.58");
        assertThat(rounded(figures.averageDaysDelinquent())).isEqualTo("42.59");
        assertThat(Objects.requireNonNull(figures.averageDaysDelinquent()).rounded(3))
                .as("from the exact values, not from the rounded ones")
                .isEqualByComparingTo("42.588");
    }

    @ParameterizedTest
    @CsvSource({"0", "-10"})
    void withoutPositiveBillingThereIsNoDso(String billed) {
        KpiFigures figures = figures(90, "0", "95", "117", billed);

        assertThat(figures.dso()).isNull();
        assertThat(figures.dsoBestPossible()).isNull();
        assertThat(figures.averageDaysDelinquent()).isNull();
    }

    @Test
    void collectionEffectivenessOfOneMonth() {
        assertThat(rounded(figures(30, "100", "100", "20", "1000").cei())).isEqualTo("98.00");
        assertThat(Objects.requireNonNull(figures(30, "180", "95", "117", "250").cei())
                        .rounded(1))
                .isEqualByComparingTo("65.1");
    }

    @Test
    void collectionEffectivenessOfSeveralMonthsDividesTheSums() {
        Effectiveness first = figures(30, "100", "100", "20", "1000").effectiveness();
        Effectiveness second = figures(30, "180", "95", "117", "250").effectiveness();

        Effectiveness both = first.plus(second);

        assertThat(both.collected()).isEqualByComparingTo("1198");
        assertThat(both.collectable()).isEqualByComparingTo("1335");
        assertThat(rounded(both.percent())).isEqualTo("89.74");
    }

    @Test
    void nothingCollectableHasNoEffectiveness() {
        assertThat(figures(30, "0", "100", "0", "100").cei()).isNull();
    }

    @Test
    void overduePercent() {
        assertThat(rounded(figures(90, "0", "95", "117", "250").overduePercent()))
                .isEqualTo("55.19");
        assertThat(figures(90, "0", "0", "0", "250").overduePercent()).isNull();
    }

    @Test
    void daysLateWeightedAndPlain() {
        DaysLate late = settled("100", 10).plus(settled("10", 40));

        assertThat(rounded(late.weighted())).isEqualTo("12.73");
        assertThat(rounded(late.plain())).isEqualTo("25.00");
        assertThat(DaysLate.NONE.weighted()).isNull();
        assertThat(DaysLate.NONE.plain()).isNull();
    }

    @Test
    void countback() {
        Countback countback = Countback.of(new BigDecimal("212"), JUNE_END, THREE_MONTHS);

        assertThat(rounded(countback.days())).isEqualTo("74.71");
        assertThat(countback.moreThan()).isNull();
        assertThat(countback.steps())
                .extracting(Countback.Step::month)
                .containsExactly(YearMonth.of(2026, 6), YearMonth.of(2026, 5), YearMonth.of(2026, 4));
        assertThat(countback.steps())
                .extracting(step -> step.covered().toPlainString())
                .containsExactly("100", "80", "32");
    }

    @Test
    void countbackEndsOnTheDayWhenAMonthCoversTheRestExactly() {
        assertThat(rounded(Countback.of(new BigDecimal("180"), JUNE_END, THREE_MONTHS)
                        .days()))
                .isEqualTo("61.00");
        assertThat(rounded(Countback.of(new BigDecimal("250"), JUNE_END, THREE_MONTHS)
                        .days()))
                .isEqualTo("91.00");
    }

    @Test
    void countbackWithItsHistoryUsedUpIsMoreThanAllDays() {
        Countback countback = Countback.of(new BigDecimal("250.01"), JUNE_END, THREE_MONTHS);

        assertThat(countback.days()).isNull();
        assertThat(countback.moreThan()).isEqualTo(91);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-30"})
    void aMonthWithoutPositiveBillingAddsItsDaysAndCoversNothing(String inMay) {
        Billing billing = billing(Map.of(APRIL, "70", MAY, inMay, JUNE, "100"));

        Countback countback = Countback.of(new BigDecimal("135"), JUNE_END, billing);

        assertThat(rounded(countback.days())).as("30 + 31 + 35 / 70 x 30").isEqualTo("76.00");
    }

    @Test
    void aMonthNobodyBilledInCountsToo() {
        Billing billing = billing(Map.of(APRIL, "70", JUNE, "100"));

        assertThat(rounded(
                        Countback.of(new BigDecimal("135"), JUNE_END, billing).days()))
                .isEqualTo("76.00");
    }

    @Test
    void theMonthOfTheAsOfDateCountsItsDaysSoFar() {
        LocalDate asOf = LocalDate.of(2026, 6, 12);
        Billing billing = billing(Map.of(MAY, "80", JUNE, "100", LocalDate.of(2026, 6, 20), "1000"));

        assertThat(rounded(Countback.of(new BigDecimal("50"), asOf, billing).days()))
                .as("50 / 100 x 12")
                .isEqualTo("6.00");
        assertThat(rounded(Countback.of(new BigDecimal("140"), asOf, billing).days()))
                .as("12 + 40 / 80 x 31")
                .isEqualTo("27.50");
    }

    @Test
    void countbackOfNothingOwedIsZeroDaysAndWithoutAnyBillingNotAvailable() {
        assertThat(rounded(Countback.of(BigDecimal.ZERO, JUNE_END, THREE_MONTHS).days()))
                .isEqualTo("0.00");

        Countback none = Countback.of(BigDecimal.ZERO, JUNE_END, billing(Map.of()));
        assertThat(none.days()).isNull();
        assertThat(none.moreThan()).isNull();
    }

    @Test
    void aWindowHasItsDaysAndOpensOnTheDayBefore() {
        KpiWindow window = new KpiWindow(JUNE_END, 91);

        assertThat(window.firstDay()).isEqualTo("2026-04-01");
        assertThat(window.openingOn()).isEqualTo("2026-03-31");
        Billing edges = billing(Map.of(
                window.openingOn(), "1", window.firstDay(), "10", JUNE_END, "100", JUNE_END.plusDays(1), "1000"));
        assertThat(edges.in(window)).isEqualByComparingTo("110");
        assertThat(edges.in(new KpiWindow(JUNE_END, 1))).isEqualByComparingTo("100");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1097})
    void aWindowHasOneTo1096Days(int days) {
        assertThatThrownBy(() -> new KpiWindow(JUNE_END, days)).isInstanceOf(IllegalArgumentException.class);
    }

    private static KpiFigures figures(int days, String opening, String notDue, String overdue, String billed) {
        KpiWindow window = new KpiWindow(JUNE_END, days);
        Map<LocalDate, Receivable> owed = Map.of(
                window.openingOn(),
                new Receivable(new BigDecimal(opening), BigDecimal.ZERO),
                JUNE_END,
                new Receivable(new BigDecimal(notDue), new BigDecimal(overdue)));
        Billing billing = billing(Map.of(window.firstDay(), billed));
        return new KpiBook(GstBasis.INCL, owed, billing, new Settlements(List.of())).figures(window);
    }

    private static DaysLate settled(String amount, int days) {
        BigDecimal weight = new BigDecimal(amount);
        return new DaysLate(weight.multiply(BigDecimal.valueOf(days)), weight, days, 1);
    }

    private static Billing billing(Map<LocalDate, String> byDay) {
        TreeMap<LocalDate, BigDecimal> amounts = new TreeMap<>();
        byDay.forEach((day, amount) -> amounts.put(day, new BigDecimal(amount)));
        return new Billing(amounts);
    }

    private static String rounded(@Nullable Ratio ratio) {
        return Objects.requireNonNull(ratio).rounded(2).toPlainString();
    }
}
