package com.circledesk.disputes;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ageing, open items and accounts show as disputed, at any date and as known on any date. */
@IntegrationTest
class DisputedAmountsTests {
    @Autowired
    private Disputes disputes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long account;
    private long invoice;

    @BeforeEach
    void anInvoice() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        work.on(
                "2026-07-01",
                () -> invoice = receivables.invoice(account, "INV-1", "2026-07-01", "2026-07-31", "1000"));
    }

    private Money disputed(String asOf) {
        return disputed(asOf, null);
    }

    private Money disputed(String asOf, @Nullable String knownOn) {
        return work.call(() -> Money.of(jdbc.sql("""
                        select coalesce(sum(amount), 0) from disputed_amounts(:asOf, cast(:knownOn as date), array['KA'])
                        """)
                .param("asOf", LocalDate.parse(asOf))
                .param("knownOn", knownOn == null ? null : LocalDate.parse(knownOn))
                .query(BigDecimal.class)
                .single()));
    }

    private static Money rupees(String amount) {
        return Money.of(amount);
    }

    @Test
    void aClaimCountsFromTheDayItIsRaisedUntilTheDayItEnds() {
        work.on(
                "2026-09-10",
                () -> disputes.raise(disputes.command(
                        "RATE", "2026-08-05", null, new RaiseDispute.Line("INV-1", null, rupees("400"), null))));
        String ref = work.call(() ->
                jdbc.sql("select dispute_ref from dispute").query(String.class).single());
        assertThat(disputed("2026-08-04")).isEqualTo(Money.ZERO);
        assertThat(disputed("2026-08-05")).isEqualTo(rupees("400"));
        assertThat(disputed("2026-08-05", "2026-09-09")).isEqualTo(Money.ZERO);
        assertThat(disputed("2026-08-05", "2026-09-10")).isEqualTo(rupees("400"));
        work.on("2026-10-01", () -> disputes.move(ref, DisputeStatus.WITHDRAWN, "settled"));
        assertThat(disputed("2026-09-30")).isEqualTo(rupees("400"));
        assertThat(disputed("2026-10-01")).isEqualTo(Money.ZERO);
        assertThat(disputed("2026-10-01", "2026-09-30")).isEqualTo(rupees("400"));
        assertThat(disputed("2026-11-21")).isEqualTo(Money.ZERO);
        work.on("2026-11-01", () -> disputes.move(ref, DisputeStatus.VALIDATING, "not settled"));
        assertThat(disputed("2026-10-31")).isEqualTo(Money.ZERO);
        assertThat(disputed("2026-11-01")).isEqualTo(rupees("400"));
        assertThat(disputed("2026-11-21")).isEqualTo(rupees("400"));
    }

    @Test
    void noMoreIsDisputedThanTheInvoiceOwedOnTheDay() {
        work.on("2026-08-05", () -> disputes.raised("INV-1", "800"));
        work.on(
                "2026-09-01",
                () -> receivables.allocate(
                        receivables.receipt(account, "RC-1", "2026-09-01", "500"), invoice, "500", "2026-09-01"));
        assertThat(disputed("2026-08-31")).isEqualTo(rupees("800"));
        assertThat(disputed("2026-09-01")).isEqualTo(rupees("500"));
        assertThat(disputed("2026-11-21")).isEqualTo(rupees("500"));
        assertThat(disputed("2026-09-01", "2026-08-31")).isEqualTo(rupees("800"));
    }

    @Test
    void whatItWasCreditedNoLongerCounts() {
        work.on("2026-08-05", () -> disputes.raised("INV-1", "800"));
        work.on("2026-09-01", () -> {
            long note = receivables.creditNote(account, "CN-1", "2026-09-01", "300", invoice);
            work.run(() -> jdbc.sql("""
                            insert into dispute_note (note_id, dispute_id, account_id, circle)
                            select :note, id, account_id, circle from dispute
                            """).param("note", note).update());
        });
        assertThat(disputed("2026-08-31")).isEqualTo(rupees("800"));
        assertThat(disputed("2026-09-01")).isEqualTo(rupees("500"));
        assertThat(disputed("2026-11-21")).isEqualTo(rupees("500"));
    }

    @Test
    void ofWhatAnInvoiceOwesTheOlderDisputeHasItsPartFirst() {
        work.on("2026-08-05", () -> disputes.raised("INV-1", "600"));
        work.on("2026-08-06", () -> disputes.raised("INV-1", "300", "claimed twice", "another part of it"));
        work.on(
                "2026-09-01",
                () -> receivables.allocate(
                        receivables.receipt(account, "RC-1", "2026-09-01", "250"), invoice, "250", "2026-09-01"));
        assertThat(amounts("2026-08-31", null)).containsExactly("600.00", "300.00");
        assertThat(amounts("2026-09-01", null)).containsExactly("600.00", "150.00");
        assertThat(amounts("2026-11-21", null)).containsExactly("600.00", "150.00");
        assertThat(amounts("2026-09-01", "2026-08-05")).containsExactly("600.00");
        assertThat(disputed("2026-09-01")).isEqualTo(rupees("750"));
    }

    @Test
    void stageOwnerAndOldestInvoiceAreThoseOfTheDay() {
        work.on("2026-07-02", () -> receivables.invoice(account, "INV-0", "2026-06-01", "2026-07-01", "1000"));
        work.on("2026-08-05", () -> disputes.raised("INV-1", "600"));
        String ref = work.call(() ->
                jdbc.sql("select dispute_ref from dispute").query(String.class).single());
        long felix = cast.id(Cast.FELIX);
        work.on("2026-09-01", () -> disputes.move(ref, DisputeStatus.VALIDATING, null));
        work.on(
                "2026-09-10",
                () -> work.run(() -> jdbc.sql("update dispute set owner_id = :felix")
                        .param("felix", felix)
                        .update()));
        work.on("2026-09-20", () -> work.run(() -> jdbc.sql("""
                        insert into dispute_line (dispute_id, account_id, circle, invoice_id, disputed_amount)
                        select d.id, d.account_id, d.circle, i.id, 5 from dispute d join invoice i on i.invoice_no = 'INV-0'
                        """).update()));
        assertThat(standing("2026-08-31", null)).isEqualTo("RAISED 0 2026-07-01");
        assertThat(standing("2026-09-01", null)).isEqualTo("VALIDATING 0 2026-07-01");
        assertThat(standing("2026-09-10", null)).isEqualTo("VALIDATING " + felix + " 2026-07-01");
        assertThat(standing("2026-09-20", null)).isEqualTo("VALIDATING " + felix + " 2026-06-01");
        assertThat(standing("2026-11-21", null)).isEqualTo("VALIDATING " + felix + " 2026-06-01");
        assertThat(standing("2026-09-20", "2026-09-09")).isEqualTo("VALIDATING 0 2026-07-01");
    }

    @Test
    void ofSomeInvoicesItIsWhatItIsAmongAll() {
        long[] second = new long[1];
        work.on(
                "2026-07-01",
                () -> second[0] = receivables.invoice(account, "INV-2", "2026-07-01", "2026-07-31", "500"));
        work.on("2026-09-01", () -> {
            disputes.raise(disputes.command("RATE", null, null, line("INV-1", "700"), line("INV-2", "200")));
            disputes.raise(disputes.command("RATE", null, "twice", line("INV-2", "100")));
        });
        work.on(
                "2026-09-02",
                () -> receivables.allocate(
                        receivables.receipt(account, "RC-1", "2026-09-02", "250"), second[0], "250", "2026-09-02"));
        for (String day : List.of("2026-08-31", "2026-09-01", "2026-11-21")) {
            assertThat(of(day, "null::bigint[]")).isEqualTo(of(day, "array(select id from invoice)"));
            assertThat(of(day, "array(select id from invoice where invoice_no = 'INV-2')"))
                    .isEqualTo(of(day, "null::bigint[]").stream()
                            .filter(row -> row.startsWith("INV-2"))
                            .toList());
        }
        assertThat(of("2026-11-21", "null::bigint[]"))
                .containsExactly("INV-1 2026-07-01 700.00", "INV-2 2026-07-01 200.00", "INV-2 2026-07-01 50.00");
        assertThat(of("2026-11-21", "array[]::bigint[]")).isEmpty();
    }

    private static RaiseDispute.Line line(String invoiceNo, String amount) {
        return new RaiseDispute.Line(invoiceNo, null, rupees(amount), null);
    }

    private List<String> of(String asOf, String invoices) {
        return work.call(() -> jdbc.sql("""
                        select i.invoice_no || ' ' || d.oldest_invoice || ' ' || d.amount
                        from dispute_amounts(:asOf, null, array['KA'], null, %s) d join invoice i on i.id = d.invoice_id
                        order by i.invoice_no, d.dispute_id
                        """.formatted(invoices))
                .param("asOf", LocalDate.parse(asOf))
                .query(String.class)
                .list());
    }

    private List<String> amounts(String asOf, @Nullable String knownOn) {
        return read("amount::text", "order by dispute_id", asOf, knownOn);
    }

    private String standing(String asOf, @Nullable String knownOn) {
        return read("distinct status || ' ' || coalesce(owner_id, 0) || ' ' || oldest_invoice", "", asOf, knownOn)
                .get(0);
    }

    private List<String> read(String columns, String end, String asOf, @Nullable String knownOn) {
        return work.call(() -> jdbc.sql("select " + columns
                        + " from dispute_amounts(:asOf, cast(:knownOn as date), array['KA']) " + end)
                .param("asOf", LocalDate.parse(asOf))
                .param("knownOn", knownOn == null ? null : LocalDate.parse(knownOn))
                .query(String.class)
                .list());
    }
}
