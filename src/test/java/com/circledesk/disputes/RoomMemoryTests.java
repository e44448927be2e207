package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the room remembers is what it would read: whatever changes it is seen at once. */
@IntegrationTest
class RoomMemoryTests {
    private static final LocalDate YESTERDAY = TestClock.TODAY.minusDays(1);

    @Autowired
    private RoomQueries rooms;

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
    private String ref = "";

    @BeforeEach
    void aDispute() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        work.on(
                "2026-09-01",
                () -> invoice = receivables.invoice(account, "INV-1", "2026-09-01", "2026-09-30", "1000"));
        work.on("2026-09-02", () -> ref = disputes.raised("INV-1", "500"));
        assertThat(said(TestClock.TODAY)).isEqualTo("500.00 RAISED nobody");
        assertThat(said(YESTERDAY)).isEqualTo("500.00 RAISED nobody");
        assertThat(room(TestClock.TODAY)).as("remembered").isSameAs(room(TestClock.TODAY));
    }

    @Test
    void aStep() {
        disputes.move(ref, DisputeStatus.VALIDATING, null);
        assertThat(said(TestClock.TODAY)).isEqualTo("500.00 VALIDATING nobody");
        assertThat(said(YESTERDAY)).isEqualTo("500.00 RAISED nobody");
    }

    @Test
    void anotherOwner() {
        long felix = cast.id(FELIX);
        work.run(() -> jdbc.sql("update dispute set owner_id = :felix")
                .param("felix", felix)
                .update());
        assertThat(said(TestClock.TODAY)).isEqualTo("500.00 RAISED " + cast.id(FELIX));
    }

    @Test
    void anotherClaimAlsoOfAPastDay() {
        work.run(() -> receivables.invoice(account, "INV-2", "2026-09-01", "2026-09-30", "1000"));
        disputes.raise(disputes.command(
                "RATE", "2026-11-01", null, new RaiseDispute.Line("INV-2", null, Money.of("70"), null)));
        assertThat(said(TestClock.TODAY)).isEqualTo("570.00 RAISED nobody");
        assertThat(said(YESTERDAY)).isEqualTo("570.00 RAISED nobody");
    }

    @Test
    void aPayment() {
        receivables.allocate(receivables.receipt(account, "RC-1", "2026-11-20", "800"), invoice, "800", "2026-11-20");
        assertThat(said(TestClock.TODAY)).isEqualTo("200.00 RAISED nobody");
        assertThat(said(YESTERDAY)).isEqualTo("200.00 RAISED nobody");
        assertThat(said(YESTERDAY.minusDays(1))).isEqualTo("500.00 RAISED nobody");
    }

    @Test
    void aNoteThatIsLinkedLater() {
        long note = receivables.creditNote(account, "CN-1", "2026-11-10", "100", invoice);
        assertThat(said(TestClock.TODAY)).isEqualTo("500.00 RAISED nobody");
        work.run(() -> jdbc.sql("""
                        insert into dispute_note (note_id, dispute_id, account_id, circle)
                        select :note, id, account_id, circle from dispute
                        """).param("note", note).update());
        assertThat(said(TestClock.TODAY)).isEqualTo("400.00 RAISED nobody");
        assertThat(said(YESTERDAY)).isEqualTo("400.00 RAISED nobody");
    }

    private Room room(LocalDate day) {
        return ActorContext.callAs(
                cast.actor(ALICE), null, () -> rooms.room(Scope.of("KA"), RoomFilter.of(day, BookFilter.NONE)));
    }

    private String said(LocalDate day) {
        Room room = room(day);
        return "%s %s %s"
                .formatted(
                        room.all().amount(),
                        room.stages().get(0).key(),
                        room.owners().get(0).key());
    }
}
