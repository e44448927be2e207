package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lines that come into a dispute and leave it before it is decided. */
@IntegrationTest
class DisputeLinesTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private DisputeService service;

    @Autowired
    private DisputeQueries queries;

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

    private String ref = "";

    @BeforeEach
    void aDisputeOfOneInvoice() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long other = accounts.create("MH-JIO", "Jio", "MH");
        work.on("2026-06-01", () -> {
            receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "1000");
            receivables.invoice(airtel, "INV-2", "2026-06-01", "2026-06-30", "1000");
            receivables.invoice(jio, "JIO-1", "2026-06-01", "2026-06-30", "1000");
            receivables.invoice(other, "MH-1", "2026-06-01", "2026-06-30", "1000");
        });
        work.on("2026-07-01", () -> ref = disputes.raised("INV-1", "400"));
    }

    private static RaiseDispute.Line whole(String invoice, String amount) {
        return new RaiseDispute.Line(invoice, null, Money.of(amount), null);
    }

    private void add(RaiseDispute.Line... lines) {
        work.call(() -> service.addLines(FormKey.fresh(), new AddLines(ref, List.of(lines), null)));
    }

    private void remove(String invoice) {
        work.call(() -> service.removeLines(
                FormKey.fresh(), new RemoveLines(ref, List.of(lineOf(invoice)), "The customer found the order.")));
    }

    private long lineOf(String invoice) {
        return cast.as(ALICE, () -> queries.lines(disputes.id(ref), 0, 100, KA)).items().stream()
                .filter(line -> line.invoiceNo().equals(invoice))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private DisputeDetail get() {
        return cast.as(ALICE, () -> queries.get(ref, KA));
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

    @Test
    void linesCountFromTheDayTheyCameUntilTheDayTheyLeft() {
        work.on("2026-08-01", () -> add(whole("INV-2", "300")));
        assertThat(get().disputed()).isEqualTo(Money.of("700"));
        assertThat(get().oldestInvoice()).isEqualTo(LocalDate.parse("2026-05-01"));
        work.on("2026-09-01", () -> remove("INV-1"));
        assertThat(get().lines()).isEqualTo(1);
        assertThat(get().disputed()).isEqualTo(Money.of("300"));
        assertThat(get().oldestInvoice()).isEqualTo(LocalDate.parse("2026-06-01"));
        assertThat(disputed("2026-07-31", null)).isEqualTo(Money.of("400"));
        assertThat(disputed("2026-08-31", null)).isEqualTo(Money.of("700"));
        assertThat(disputed("2026-09-01", null)).isEqualTo(Money.of("300"));
        assertThat(disputed("2026-09-01", "2026-08-31")).isEqualTo(Money.of("700"));
        assertThat(disputed("2026-11-21", null)).isEqualTo(Money.of("300"));
        List<DisputeEvent> timeline = cast.as(ALICE, () -> queries.timeline(disputes.id(ref), KA));
        assertThat(timeline)
                .extracting(DisputeEvent::what, DisputeEvent::lines, DisputeEvent::amount, DisputeEvent::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "LINES_REMOVED", 1, Money.of("400"), "The customer found the order."),
                        org.assertj.core.groups.Tuple.tuple("LINES_ADDED", 1, Money.of("300"), null),
                        org.assertj.core.groups.Tuple.tuple("RAISED", null, null, null));
    }

    @Test
    void whatLeftMayComeBackAndBeClaimedElsewhere() {
        add(whole("INV-2", "300"));
        remove("INV-1");
        add(whole("INV-1", "100"));
        assertThat(get().disputed()).isEqualTo(Money.of("400"));
        remove("INV-1");
        assertThat(disputes.raised("INV-1", "1000")).isNotEqualTo(ref);
    }

    @Test
    void whatMayNotBeChanged() {
        refused("wrong-state", () -> remove("INV-1"));
        refused("account-mismatch", () -> add(whole("JIO-1", "10")));
        refused("duplicate", () -> add(whole("INV-1", "10")));
        refused("exceeds-open", () -> add(whole("INV-2", "1000.01")));
        assertThatThrownBy(() -> cast.as(
                        ALICE,
                        () -> service.addLines(FormKey.fresh(), new AddLines(ref, List.of(whole("MH-1", "1")), null))))
                .isInstanceOf(NotFoundException.class);
        add(whole("INV-2", "300"));
        refused(
                "unknown-line",
                () -> work.call(() -> service.removeLines(
                        FormKey.fresh(), new RemoveLines(ref, List.of(lineOf("INV-2"), 999_999L), "why"))));
        assertThat(get().lines()).isEqualTo(2);
        disputes.decided(ref, DecideDispute.Outcome.VALID);
        refused("wrong-state", () -> remove("INV-2"));
        refused("wrong-state", () -> add(whole("INV-2", "1")));
    }

    @Test
    void theHeadRefusesOnlyWhatWasClaimedBefore() {
        String other = disputes.raised("INV-2", "100");
        refused("already-credited", () -> add(whole("INV-2", "50")));
        cast.as(
                ALICE,
                () -> service.addLines(
                        FormKey.fresh(), new AddLines(ref, List.of(whole("INV-2", "50")), "Another month.")));
        refused("needs-approval", () -> disputes.move(ref, DisputeStatus.VALIDATING, null));
        cast.as(
                HARISH,
                () -> service.decideException(
                        FormKey.fresh(), new DecideException(ref, disputes.exceptionOf(ref), false, "The same.")));
        assertThat(get().status()).isEqualTo(DisputeStatus.RAISED);
        assertThat(get().disputed()).isEqualTo(Money.of("400"));
        disputes.move(ref, DisputeStatus.VALIDATING, null);
        assertThat(other).isNotEqualTo(ref);
    }
}
