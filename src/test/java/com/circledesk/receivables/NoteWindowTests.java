package com.circledesk.receivables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The 180 days are calendar days, the last one included, over leap days, ends of months and of financial years. */
class NoteWindowTests {
    private static final int LENGTH = 180;
    private static final int DAYS_OF_TWO_CENTURIES = 73_000;

    private static NoteWindow from(LocalDate invoiceDate) {
        return windows(LENGTH).of(invoiceDate);
    }

    private static NoteWindows windows(int lengthDays) {
        return new NoteWindows(List.of(clock("1900-01-01", lengthDays)));
    }

    private static NoteClock clock(String fromOn, int lengthDays) {
        return new NoteClock(
                LocalDate.parse(fromOn), lengthDays, 15, 45, 75, 105, 135, 165, lengthDays, List.of(90), 30, 24);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01, 2026-09-28, 2027-11-30",
        "2025-03-31, 2025-09-27, 2025-11-30",
        "2025-04-01, 2025-09-28, 2026-11-30",
        "2027-09-02, 2028-02-29, 2028-11-30",
        "2028-02-29, 2028-08-27, 2028-11-30",
        "2027-09-03, 2028-03-01, 2028-11-30",
        "2027-12-31, 2028-06-28, 2028-11-30",
        "2026-12-31, 2027-06-29, 2027-11-30"
    })
    void theLastDayIsWorkedOutByHand(LocalDate invoiceDate, LocalDate lastDay, LocalDate declarableUntil) {
        assertThat(from(invoiceDate).closesOn()).isEqualTo(lastDay);
        assertThat(from(invoiceDate).noteDeclarableUntil()).isEqualTo(declarableUntil);
    }

    /** The document's own date is day 1, so the thirtieth day is 29 days later. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 2026-12-20",
        "2027-03-31, 2027-04-29",
        "2027-04-01, 2027-04-30",
        "2028-01-31, 2028-02-29",
        "2027-01-31, 2027-03-01",
        "2026-12-31, 2027-01-29"
    })
    void aDocumentIsReportedOnItsThirtiethDayAtTheLatest(LocalDate document, LocalDate lastDay) {
        assertThat(clock("1900-01-01", LENGTH).reportableUntil(document)).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"0, 180", "1, 179", "179, 1", "180, 0", "181, -1"})
    void theInputCreditDayIsDay180OfTheInvoiceWhateverTheSetting(int age, int left) {
        LocalDate billed = LocalDate.of(2027, 9, 2);
        NoteWindow window = windows(90).of(billed);
        assertThat(window.inputCreditUntil()).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(ChronoUnit.DAYS.between(billed.plusDays(age), window.inputCreditUntil()))
                .isEqualTo(left);
    }

    /** Days are counted one by one here, on the calendar; the window is asked on each. */
    @ParameterizedTest
    @MethodSource("invoiceDates")
    void day180IsInTimeAndDay181IsNot(LocalDate invoiceDate) {
        NoteWindow window = from(invoiceDate);
        assertThat(window.allows(invoiceDate.minusDays(1))).isFalse();
        LocalDate day = invoiceDate;
        for (int age = 0; age <= 2 * LENGTH; age++) {
            assertThat(window.allows(day)).as("day %d, %s", age, day).isEqualTo(age <= LENGTH);
            assertThat(window.daysLeft(day)).isEqualTo(LENGTH - age);
            day = next(day);
        }
    }

    static Stream<LocalDate> invoiceDates() {
        Stream<LocalDate> edges = Stream.of(
                        "2028-02-28",
                        "2028-02-29",
                        "2028-03-01",
                        "2100-02-28",
                        "2026-03-31",
                        "2026-04-01",
                        "2026-12-31")
                .map(LocalDate::parse);
        Random random = new Random();
        return Stream.concat(
                edges,
                Stream.generate(() ->
                                LocalDate.of(1990, Month.JANUARY, 1).plusDays(random.nextInt(DAYS_OF_TWO_CENTURIES)))
                        .limit(200));
    }

    /** The day after, by the rules of the calendar. */
    private static LocalDate next(LocalDate day) {
        boolean leap = day.getYear() % 4 == 0 && (day.getYear() % 100 != 0 || day.getYear() % 400 == 0);
        int[] lengths = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        if (day.getDayOfMonth() < lengths[day.getMonthValue() - 1]) {
            return LocalDate.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth() + 1);
        }
        return day.getMonthValue() < 12
                ? LocalDate.of(day.getYear(), day.getMonthValue() + 1, 1)
                : LocalDate.of(day.getYear() + 1, 1, 1);
    }

    @Test
    void theLengthIsASetting() {
        assertThat(windows(90).of(LocalDate.of(2026, Month.APRIL, 1)).closesOn())
                .isEqualTo("2026-06-30");
    }

    @Test
    void aNewLengthHoldsForInvoicesFromItsDayOnAndForNoneBefore() {
        NoteWindows windows = new NoteWindows(List.of(clock("2026-04-01", 90), clock("1900-01-01", LENGTH)));
        assertThat(windows.of(LocalDate.parse("2026-03-31")).closesOn()).isEqualTo("2026-09-27");
        assertThat(windows.of(LocalDate.parse("2026-04-01")).closesOn()).isEqualTo("2026-06-30");
    }
}
