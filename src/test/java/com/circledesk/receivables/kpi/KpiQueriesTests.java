package com.circledesk.receivables.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Figures from real entries: which entries, which days, which basis. */
@IntegrationTest
class KpiQueriesTests {
    private static final KpiWindow TO_JUNE_END = new KpiWindow(LocalDate.of(2026, 6, 30), 91);
    private static final Scope KARNATAKA = Scope.of("KA");

    @Autowired
    private KpiQueries kpis;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void openAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @Test
    void theVectorOfThreeMonthsHoldsAlsoFromClosedMonths() {
        threeMonths();

        assertThreeMonths(figures(TO_JUNE_END));
        receivables.closeMonths();
        assertThreeMonths(figures(TO_JUNE_END));
    }

    private void threeMonths() {
        long april = receivables.invoice(airtel, "APR", "2026-04-01", "2026-05-01", "70000");
        receivables.invoice(airtel, "MAY", "2026-05-01", "2026-05-31", "80000");
        receivables.invoice(airtel, "JUN", "2026-06-05", "2026-06-30", "95000");
        receivables.invoice(airtel, "JUN-2", "2026-06-30", "2026-06-30", "5000");
        long receipt = receivables.receipt(airtel, "RC", "2026-05-11", "38000");
        receivables.allocate(receipt, april, "38000");
        receivables.receipt(airtel, "ON-ACCOUNT", "2026-06-20", "1000");
    }

    private static void assertThreeMonths(KpiFigures figures) {
        assertThat(figures.receivable().total())
                .as("money on account is not taken off")
                .isEqualByComparingTo("212000");
        assertThat(figures.receivable().notDue())
                .as("due on the day itself is not overdue")
                .isEqualByComparingTo("100000");
        assertThat(figures.billing()).isEqualByComparingTo("250000");
        assertThat(rounded(figures.dso())).isEqualTo("77.17");
        assertThat(rounded(figures.countback().days())).isEqualTo("74.71");
        assertThat(rounded(figures.dsoBestPossible())).isEqualTo("36.40");
        assertThat(rounded(figures.averageDaysDelinquent())).isEqualTo("40.77");
        assertThat(rounded(figures.overduePercent())).isEqualTo("52.83");
        assertThat(rounded(figures.cei())).as("38 / 150").isEqualTo("25.33");
    }

    @Test
    void billingCountsTheFirstAndTheLastDayOfTheWindowAndNoOther() {
        receivables.invoice(airtel, "BEFORE", "2026-03-31", "2026-04-30", "1");
        receivables.invoice(airtel, "FIRST", "2026-04-01", "2026-04-30", "10");
        receivables.invoice(airtel, "LAST", "2026-06-30", "2026-07-30", "100");
        receivables.invoice(airtel, "AFTER", "2026-07-01", "2026-07-30", "1000");

        KpiFigures figures = figures(TO_JUNE_END);

        assertThat(figures.billing()).isEqualByComparingTo("110");
        assertThat(figures.receivable().total()).isEqualByComparingTo("111");
        assertThat(figures.effectiveness().opening())
                .as("owed on the day before the window")
                .isEqualByComparingTo("1");
    }

    @Test
    void billingIsInvoicesAndDebitNotesLessCreditNotesEachLessItsReversals() {
        long first = receivables.invoice(airtel, "INV-1", "2026-04-01", "2026-04-30", "1000");
        long cancelled = receivables.invoice(airtel, "INV-2", "2026-04-01", "2026-04-30", "5000");
        receivables.reverse(DocumentKind.INVOICE, cancelled);
        receivables.debitNote(airtel, "DN-1", "2026-05-01", "200", first);
        receivables.debitNote(airtel, "DN-2", "2026-05-01", "40", null);
        receivables.creditNote(airtel, "CN-1", "2026-05-02", "300", first);
        long withdrawn = receivables.creditNote(airtel, "CN-2", "2026-05-02", "150", first);
        receivables.reverse(DocumentKind.NOTE, withdrawn, "2026-06-01");
        long onAccount = receivables.creditNote(airtel, "CN-3", "2026-05-03", "7", null);
        receivables.applyNote(onAccount, first, "7", "2026-05-04");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-06-10", "500");
        receivables.allocate(receipt, first, "400", "10", "5", "2026-06-10");

        assertThat(figures(TO_JUNE_END).billing())
                .as("1000 + 200 + 40 - 300 - 7")
                .isEqualByComparingTo("933");
        assertThat(figures(new KpiWindow(LocalDate.of(2026, 5, 31), 61)).billing())
                .as("before the withdrawal the second credit note still counts")
                .isEqualByComparingTo("783");
    }

    @Test
    void withoutGstBothSidesAreWithoutGst() {
        long invoice = receivables.invoice(airtel, "INV-1", "RENTAL", "2026-06-01", "2026-06-30", "100000", "18000");
        receivables.invoice(airtel, "INV-2", "OTHER", "2026-06-01", "2026-06-20", "5000", "0");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-06-10", "59000");
        receivables.allocate(receipt, invoice, "59000");
        KpiWindow june = new KpiWindow(LocalDate.of(2026, 6, 30), 30);

        KpiFigures with = figures(june);
        KpiFigures without = figures(KARNATAKA, BookFilter.NONE, june, GstBasis.EXCL);

        assertThat(with.receivable().total()).isEqualByComparingTo("64000");
        assertThat(with.billing()).isEqualByComparingTo("123000");
        assertThat(without.receivable().total()).isEqualByComparingTo("55000");
        assertThat(without.receivable().overdue()).isEqualByComparingTo("5000");
        assertThat(without.billing()).isEqualByComparingTo("105000");
        assertThat(rounded(without.dso())).as("55 / 105 x 30").isEqualTo("15.71");
        assertThat(rounded(without.countback().days())).isEqualTo("15.71");
    }

    @Test
    void aCreditNoteWithoutGstGoesByItsOwnSplitElseByItsInvoices() {
        long invoice = receivables.invoice(airtel, "INV-1", "RENTAL", "2026-06-01", "2026-06-30", "100000", "18000");
        receivables.creditNote(airtel, "CN-1", "2026-06-05", "11800", invoice);
        receivables.creditNote(airtel, "CN-2", "2026-06-05", "1000", null);

        KpiFigures without =
                figures(KARNATAKA, BookFilter.NONE, new KpiWindow(LocalDate.of(2026, 6, 30), 30), GstBasis.EXCL);

        assertThat(without.billing())
                .as("100000 - 10000 - 1000 (no split known)")
                .isEqualByComparingTo("89000");
        assertThat(without.receivable().total()).isEqualByComparingTo("90000");
    }

    @Test
    void daysLateAreOfInvoicesLastSettledInTheWindowAndStillSettled() {
        settled("ON-TIME-BEFORE", "5000", "2026-03-01", "2026-03-31");
        settled("LATE-10", "100", "2026-04-20", "2026-04-30");
        settled("LATE-40", "10", "2026-05-01", "2026-06-10");
        settled("AFTER", "70000", "2026-05-01", "2026-07-01");

        DaysLate late = figures(TO_JUNE_END).daysLate();

        assertThat(late.invoices()).isEqualTo(2);
        assertThat(rounded(late.weighted())).isEqualTo("12.73");
        assertThat(rounded(late.plain())).isEqualTo("25.00");
    }

    @Test
    void aReopenedInvoiceCountsWithItsLastSettlingAndItsDebitNotes() {
        long invoice = settled("INV", "100", "2026-04-20", "2026-04-30");
        receivables.debitNote(airtel, "DN", "2026-05-10", "50", invoice);

        assertThat(figures(new KpiWindow(LocalDate.of(2026, 5, 9), 90))
                        .daysLate()
                        .plainDays())
                .isEqualTo(10);
        assertThat(figures(TO_JUNE_END).daysLate()).as("open again").isEqualTo(DaysLate.NONE);

        long receipt = receivables.receipt(airtel, "RC-2", "2026-06-01", "50");
        receivables.allocate(receipt, invoice, "50");

        DaysLate late = figures(TO_JUNE_END).daysLate();
        assertThat(late.weight()).isEqualByComparingTo("150");
        assertThat(late.plainDays()).isEqualTo(42);
        assertThat(late.invoices()).isEqualTo(1);
    }

    @Test
    void theSettlementRollUpEqualsItsRowsAlsoAfterReversals() {
        long first = settled("INV-1", "100", "2026-04-20", "2026-04-30");
        settled("INV-2", "10", "2026-04-20", "2026-04-30");
        receivables.debitNote(airtel, "DN", "2026-05-10", "50", first);
        work.run(() -> {
            long allocation = jdbc.sql("select id from allocation where invoice_id <> :first")
                    .param("first", first)
                    .query(Long.class)
                    .single();
            receivables.reverse(DocumentKind.ALLOCATION, allocation);
        });

        String differences = """
                select count(*) from (
                    select account_id, charge_type, settled_on, coalesce(reopened_on, 'infinity') as reopened_on, count(*) as n,
                           sum(settled_amount) as amount, sum(settled_amount * days_late) as weighted, sum(days_late) as plain
                    from settlement group by 1, 2, 3, 4) s
                full join (select * from settlement_day where invoices <> 0) d
                    using (account_id, charge_type, settled_on, reopened_on)
                where (n, s.amount, weighted, plain) is distinct from (invoices, d.amount, weighted_days, plain_days)
                """;
        assertThat(work.call(() -> jdbc.sql(differences).query(Integer.class).single()))
                .isZero();
        assertThat(work.call(() -> jdbc.sql("select sum(invoices) from settlement_day")
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
    }

    @Test
    void filtersAreAlternativesWithinAKindAndNarrowAcrossKinds() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long mumbai = accounts.create("MU-JIO", "Jio", "MU");
        receivables.invoice(airtel, "A", "2026-06-01", "2026-06-30", "1");
        receivables.invoice(airtel, "B", "ENERGY", "2026-06-01", "2026-06-30", "10", "0");
        receivables.invoice(jio, "C", "2026-06-01", "2026-06-30", "100");
        receivables.invoice(mumbai, "D", "2026-06-01", "2026-06-30", "1000");
        Scope both = Scope.of("KA", "MU");

        assertThat(owed(both, BookFilter.NONE)).isEqualTo("1111.00");
        assertThat(owed(KARNATAKA, BookFilter.NONE)).isEqualTo("111.00");
        assertThat(owed(both, filter("ka", "", "", ""))).isEqualTo("111.00");
        assertThat(owed(both, filter("", "JIO", "", ""))).isEqualTo("1100.00");
        assertThat(owed(both, filter("KA", "Jio", "", ""))).isEqualTo("100.00");
        assertThat(owed(both, filter("", "", "ka-airtel", ""))).isEqualTo("11.00");
        assertThat(owed(both, filter("", "", "KA-AIRTEL", "rental"))).isEqualTo("1.00");
        assertThat(owed(
                        both,
                        new BookFilter(
                                List.of("KA", "MU"), List.of("Jio", "Airtel"), List.of(), List.of("ENERGY", "RENTAL"))))
                .isEqualTo("1111.00");
        assertThat(owed(KARNATAKA, filter("MU", "", "", "")))
                .as("another's circle")
                .isEqualTo("0.00");
        assertThat(owed(both, filter("", "Nobody", "", ""))).isEqualTo("0.00");
        assertThat(owed(both, filter("", "", "MU-JIO", ""))).isEqualTo("1000.00");
        assertThat(owed(KARNATAKA, filter("", "", "MU-JIO", "")))
                .as("another's account")
                .isEqualTo("0.00");
    }

    @Test
    void nothingAtAllHasNoFigures() {
        KpiFigures figures = figures(TO_JUNE_END);

        assertThat(figures.receivable().total()).isZero();
        assertThat(figures.dso()).isNull();
        assertThat(figures.countback().days()).isNull();
        assertThat(figures.countback().moreThan()).isNull();
        assertThat(figures.cei()).isNull();
        assertThat(figures.daysLate().weighted()).isNull();
        assertThat(figures.overduePercent()).isNull();
    }

    @Test
    void countbackGoesBackAsFarAsThereIsBilling() {
        receivables.invoice(airtel, "OLD", "2024-01-15", "2024-02-15", "1000");
        KpiWindow window = new KpiWindow(LocalDate.of(2026, 6, 30), 90);

        assertThat(figures(window).countback().days()).isNotNull();
        assertThat(rounded(figures(window).countback().days()))
                .as("1 January 2024 to 30 June 2026")
                .isEqualTo("912.00");

        receivables.creditNote(airtel, "CN", "2024-01-20", "400", null);
        assertThat(figures(window).countback().days()).isNull();
        assertThat(figures(window).countback().moreThan()).isEqualTo(912);
    }

    @Test
    void theReportsMonthsEndWithTheMonthAndWithTheAsOfDate() {
        threeMonths();
        KpiWindow window = new KpiWindow(LocalDate.of(2026, 6, 12), 30);

        KpiReport report = as(() -> kpis.report(KARNATAKA, BookFilter.NONE, window, GstBasis.INCL));

        assertThat(report.months()).hasSize(12);
        assertThat(report.months().get(0).figures().window().asOf()).isEqualTo("2025-07-31");
        KpiFigures may = report.months().get(10).figures();
        assertThat(may.window()).isEqualTo(new KpiWindow(LocalDate.of(2026, 5, 31), 30));
        assertThat(may.receivable()).isEqualTo(report.lastMonth().receivable());
        assertThat(rounded(may.cei())).as("70 + 80 - 112 of 70 + 80 - 80").isEqualTo("54.29");
        assertThat(rounded(may.dso()))
                .as("112 / 0: billed on 1 May, the window opens on the 2nd")
                .isEqualTo("n/a");
        KpiFigures june = report.months().get(11).figures();
        assertThat(june.receivable()).isEqualTo(report.now().receivable());
        assertThat(june.receivable().total()).isEqualByComparingTo("207000");
        assertThat(rounded(june.cei())).as("of June alone: nothing collected").isEqualTo("0.00");
        assertThat(rounded(report.now().dso())).as("207 / 95 x 30").isEqualTo("65.37");
    }

    private long settled(String number, String amount, String due, String paidOn) {
        LocalDate issued = LocalDate.parse(due).minusDays(30);
        long invoice = receivables.invoice(airtel, number, issued.toString(), due, amount);
        long receipt = receivables.receipt(airtel, "RC-" + number, paidOn, amount);
        receivables.allocate(receipt, invoice, amount);
        return invoice;
    }

    private String owed(Scope scope, BookFilter filter) {
        return figures(scope, filter, TO_JUNE_END, GstBasis.INCL)
                .receivable()
                .total()
                .setScale(2)
                .toPlainString();
    }

    private static BookFilter filter(String circle, String operator, String account, String chargeType) {
        return new BookFilter(List.of(circle), List.of(operator), List.of(account), List.of(chargeType));
    }

    private KpiFigures figures(KpiWindow window) {
        return figures(KARNATAKA, BookFilter.NONE, window, GstBasis.INCL);
    }

    private KpiFigures figures(Scope scope, BookFilter filter, KpiWindow window, GstBasis gst) {
        return as(() -> kpis.figures(scope, filter, window, gst));
    }

    private <T> T as(Supplier<T> work) {
        return ActorContext.callAs(this.work.actor(), null, work::get);
    }

    private static String rounded(@Nullable Ratio ratio) {
        return ratio == null ? "n/a" : Objects.requireNonNull(ratio).rounded(2).toPlainString();
    }
}
