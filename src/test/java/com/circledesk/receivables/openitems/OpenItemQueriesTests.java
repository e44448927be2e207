package com.circledesk.receivables.openitems;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class OpenItemQueriesTests {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OpenItemQueries openItems;

    @Autowired
    private AgeingQueries ageings;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @BeforeEach
    void book() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        work.on("2026-05-01", () -> receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000"));
        work.on("2026-05-02", () -> receivables.invoice(account, "INV-2", "2026-05-02", "2026-06-01", "300"));
        work.on("2026-06-10", () -> {
            long paid = receivables.invoice(account, "INV-3", "2026-05-03", "2026-06-02", "50");
            receivables.allocate(receivables.receipt(account, "RC", "2026-06-10", "50"), paid, "50");
        });
        work.on("2026-07-01", () -> receivables.debitNote(account, "DN-1", "2026-07-01", "70", null));
    }

    @Test
    void aDebitNoteWithoutInvoiceIsAnOpenItemOfItsOwn() {
        OpenItemRow note = items(LocalDate.of(2026, 11, 21), null, OpenItemSort.DUE).stream()
                .filter(item -> item.invoiceNo().equals("DN-1"))
                .findFirst()
                .orElseThrow();

        assertThat(note.chargeType()).isEqualTo("OTHER");
        assertThat(note.dueDate()).isEqualTo(LocalDate.of(2026, 7, 31));
        assertThat(note.open()).isEqualTo(Money.of("70"));
    }

    /** In India the day begins at 18:30 in Greenwich; whatever the time zone of the server or of its connection. */
    @Test
    void aDayIsKnownUntilMidnightInIndia() {
        long account = accounts.create("KA-JIO", "Jio", "KA");
        for (String zone : List.of("UTC", "Asia/Kolkata", "America/New_York")) {
            Stream.of("2026-06-15T23:30", "2026-06-16T00:30", "2026-06-16T10:30")
                    .forEach(moment -> work.at(
                            LocalDateTime.parse(moment),
                            () -> receivables.invoice(account, zone + " " + moment, "2026-06-01", "2026-07-01", "10")));
            work.run(() -> {
                jdbc.sql("set local time zone '" + zone + "'").update();
                LocalDate day = LocalDate.of(2026, 6, 15);
                assertThat(openItems
                                .rows(
                                        work.everyCircle(),
                                        OpenItemFilter.of(request(day, day)),
                                        OpenItemSort.AMOUNT,
                                        false,
                                        0,
                                        50)
                                .stream()
                                .map(OpenItemRow::invoiceNo)
                                .filter(number -> number.startsWith(zone)))
                        .containsExactly(zone + " 2026-06-15T23:30");
                assertThat(ageings.ageing(work.everyCircle(), request(day, day)).difference())
                        .isEqualTo(Money.ZERO);
            });
        }
    }

    @Test
    void sortsByAmountAgeAndDueDate() {
        LocalDate today = LocalDate.of(2026, 11, 21);

        assertThat(numbers(today, OpenItemSort.AMOUNT)).containsExactly("INV-1", "INV-2", "DN-1");
        assertThat(numbers(today, OpenItemSort.AGE)).containsExactly("INV-1", "INV-2", "DN-1");
        assertThat(numbers(today, OpenItemSort.DUE)).containsExactly("INV-1", "INV-2", "DN-1");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01,",
        "2026-05-31,",
        "2026-06-09,",
        "2026-06-10,",
        "2026-06-10,2026-06-09",
        "2026-06-30,2026-05-15",
        "2026-07-01,",
        "2026-11-21,",
        "2026-11-21,2026-06-30",
        "2027-03-31,"
    })
    void itemsSumToTheAgeingOfTheSameDates(LocalDate asOf, @Nullable LocalDate knownOn) {
        AgeingRequest request = request(asOf, knownOn);
        Scope scope = work.everyCircle();

        Money aged = ActorContext.callAs(
                work.actor(),
                null,
                () -> ageings.ageing(scope, request).totals().gross());
        OpenItemTotals totals =
                ActorContext.callAs(work.actor(), null, () -> openItems.totals(scope, OpenItemFilter.of(request)));

        assertThat(totals.open()).isEqualTo(aged);
        assertThat(items(asOf, knownOn, OpenItemSort.AGE).stream()
                        .map(OpenItemRow::open)
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(aged);
    }

    @Test
    void textAndAmountsNarrow() {
        Scope scope = work.everyCircle();
        AgeingRequest request = request(LocalDate.of(2026, 11, 21), null);
        OpenItemFilter filter =
                new OpenItemFilter(request, List.of(), "inv-", new BigDecimal("300"), new BigDecimal("999.99"));

        assertThat(ActorContext.callAs(work.actor(), null, () -> openItems.totals(scope, filter)))
                .isEqualTo(new OpenItemTotals(1, Money.of("300")));
    }

    private List<String> numbers(LocalDate asOf, OpenItemSort sort) {
        return items(asOf, null, sort).stream().map(OpenItemRow::invoiceNo).toList();
    }

    private List<OpenItemRow> items(LocalDate asOf, @Nullable LocalDate knownOn, OpenItemSort sort) {
        Scope scope = work.everyCircle();
        Paged<OpenItemRow> page = ActorContext.callAs(
                work.actor(),
                null,
                () -> openItems.page(scope, OpenItemFilter.of(request(asOf, knownOn)), sort, false, 0, 50));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items();
    }

    private static AgeingRequest request(LocalDate asOf, @Nullable LocalDate knownOn) {
        return new AgeingRequest(
                asOf, knownOn, AgeBuckets.standard(AgeingBasis.DUE), AgeingGroup.ACCOUNT, BookFilter.NONE);
    }
}
