package com.circledesk.payments.rupees;

import static com.circledesk.payments.rupees.RupeePart.CLEAN;
import static com.circledesk.payments.rupees.RupeePart.DISPUTED;
import static com.circledesk.payments.rupees.RupeePart.NOTE_PENDING;
import static com.circledesk.payments.rupees.RupeePart.NOT_DUE;
import static com.circledesk.payments.rupees.RupeePart.TAX_PENDING;
import static com.circledesk.payments.rupees.RupeePart.UNAPPLIED;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.NotePurpose;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every rupee of what is outstanding is in exactly one place, and they sum to the ledger. */
@IntegrationTest
class RupeeTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Autowired
    private RupeeQueries queries;

    @Autowired
    private RupeeMonths months;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void aBook() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        work.on("2026-07-01", () -> {
            long paid = invoice("INV-PAID", "2026-07-01", "2026-07-31", "1000", "180");
            invoice("INV-DISPUTED", "2026-07-01", "2026-07-31", "500", "0");
            invoice("INV-SLA", "2026-07-01", "2026-07-31", "300", "0");
            long receipt = receivables.receipt(airtel, "RC-1", "2026-07-01", "1050");
            receivables.allocate(receipt, paid, "1000", "2026-07-01");
        });
        work.on("2026-09-10", () -> disputes.raised("INV-DISPUTED", "200"));
        work.on("2026-11-01", () -> invoice("INV-NEW", "2026-11-01", "2026-12-01", "700", "0"));
        disputes.noteAsked(NotePurpose.SLA, "INV-SLA", "40");
    }

    private long invoice(String number, String date, String due, String taxable, String tax) {
        return receivables.invoice(airtel, number, "RENTAL", date, due, taxable, tax);
    }

    private Rupees rupees(LocalDate day, Scope scope) {
        return work.call(() -> queries.rupees(scope, AgeingRequest.of(day, AgeingGroup.ACCOUNT, BookFilter.NONE)));
    }

    private static Map<RupeePart, Money> parts(String... amounts) {
        Map<RupeePart, Money> parts = new EnumMap<>(RupeePart.class);
        RupeePart[] order = {NOT_DUE, DISPUTED, TAX_PENDING, UNAPPLIED, NOTE_PENDING, CLEAN};
        for (int at = 0; at < order.length; at++) {
            if (!amounts[at].equals("0")) {
                parts.put(order[at], Money.of(amounts[at]));
            }
        }
        return parts;
    }

    private Money items(RupeePart part, LocalDate day) {
        AgeingRequest request = AgeingRequest.of(day, AgeingGroup.ACCOUNT, BookFilter.NONE);
        return work.call(() -> {
            Money listed = queries.items(KA, request, part, 0, 50).items().stream()
                    .map(RupeeItem::amount)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(listed).isEqualTo(queries.totals(KA, request, part).amount());
            return listed;
        });
    }

    @Test
    void eachRupeeIsInOnePlaceAndTheyTieToTheLedger() {
        Rupees today = rupees(TODAY, KA);
        assertThat(today.totals().parts()).isEqualTo(parts("700", "200", "20", "-50", "40", "720"));
        assertThat(today.ledger()).isEqualTo(Money.of("1630"));
        assertThat(today.difference()).isEqualTo(Money.ZERO);
        for (RupeePart part : List.of(DISPUTED, TAX_PENDING, NOTE_PENDING, CLEAN)) {
            assertThat(items(part, TODAY))
                    .as(part.name())
                    .isEqualTo(today.totals().of(part));
        }
        assertThat(rupees(TODAY, Scope.of("MH")).rows()).isEmpty();
    }

    @Test
    void whatWasTrueOnAPastDayIsShown() {
        LocalDate before = LocalDate.of(2026, 8, 31);
        Rupees then = rupees(before, KA);
        assertThat(then.totals().parts()).isEqualTo(parts("0", "0", "20", "-50", "0", "960"));
        assertThat(then.difference()).isEqualTo(Money.ZERO);
        assertThat(items(CLEAN, before)).isEqualTo(Money.of("960"));
        // The due day itself is not overdue.
        assertThat(rupees(LocalDate.of(2026, 7, 31), KA).totals().parts())
                .isEqualTo(parts("980", "0", "0", "-50", "0", "0"));
        assertThat(rupees(LocalDate.of(2026, 9, 10), KA).totals().parts())
                .isEqualTo(parts("0", "200", "20", "-50", "0", "760"));
    }

    @Test
    void whatTheCustomerHasNotBookedIsSaidFromTheDayItWasTold() {
        tell("INV-DISPUTED", "SUBMITTED", "2026-10-01");
        tell("INV-SLA", "SUBMITTED", "2026-10-01");
        Rupees then = rupees(LocalDate.of(2026, 10, 1), KA);
        assertThat(then.totals().of(RupeePart.NOT_ACCOUNTED)).isEqualTo(Money.of("600"));
        assertThat(then.totals().of(DISPUTED)).isEqualTo(Money.of("200"));
        assertThat(then.totals().of(CLEAN)).isEqualTo(Money.of("160"));
        assertThat(then.difference()).isEqualTo(Money.ZERO);
        tell("INV-SLA", "ACCOUNTED", "2026-10-05");
        assertThat(rupees(LocalDate.of(2026, 10, 4), KA).totals().of(RupeePart.NOT_ACCOUNTED))
                .isEqualTo(Money.of("600"));
        assertThat(rupees(LocalDate.of(2026, 10, 5), KA).totals().of(RupeePart.NOT_ACCOUNTED))
                .isEqualTo(Money.of("300"));
        assertThat(items(RupeePart.NOT_ACCOUNTED, TODAY)).isEqualTo(Money.of("300"));
    }

    private void tell(String invoice, String state, String day) {
        work.run(() -> jdbc.sql("""
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
                        select id, account_id, circle, :state, cast(:day as date) from invoice where invoice_no = :invoice
                        """)
                .param("invoice", invoice)
                .param("state", state)
                .param("day", day)
                .update());
    }

    @Test
    void aDisputeOfTheWholeInvoiceComesFirst() {
        disputes.raised("INV-SLA", "280");
        assertThat(rupees(TODAY, KA).totals().parts()).isEqualTo(parts("700", "480", "20", "-50", "20", "460"));
    }

    @Test
    void monthEndsAreWorkedOutOnceAndAgainWhereSomethingCameLater() {
        // July to October: there was nothing before.
        assertThat(months.workOut()).isEqualTo(4);
        assertThat(months.workOut()).isZero();
        List<RupeeMonth> trend = trend();
        assertThat(trend).extracting(RupeeMonth::on).startsWith(LocalDate.of(2026, 7, 31));
        for (RupeeMonth month : trend) {
            assertThat(month.row().parts())
                    .as(month.on().toString())
                    .isEqualTo(rupees(month.on(), KA).totals().parts());
        }
        work.on("2026-11-22", () -> {
            long late = invoice("INV-LATE", "2026-09-15", "2026-10-15", "90", "0");
            assertThat(late).isPositive();
        });
        assertThat(months.workOut()).isEqualTo(2);
        assertThat(trend().get(2).row().of(NOT_DUE)).isEqualTo(Money.of("90"));
    }

    private List<RupeeMonth> trend() {
        return work.call(() -> queries.trend(KA, AgeingRequest.of(TODAY, AgeingGroup.ACCOUNT, BookFilter.NONE)));
    }
}
