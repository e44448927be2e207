package com.circledesk.disputes;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.math.BigDecimal;
import java.time.LocalDate;
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
}
