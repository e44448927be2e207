package com.circledesk.disputes;

import static com.circledesk.disputes.DisputeStatus.ACCOUNTED;
import static com.circledesk.disputes.DisputeStatus.CLOSED;
import static com.circledesk.disputes.DisputeStatus.DECIDED;
import static com.circledesk.disputes.DisputeStatus.ISSUED;
import static com.circledesk.disputes.DisputeStatus.VALIDATING;
import static com.circledesk.disputes.NoteEventKind.ACCEPTED;
import static com.circledesk.disputes.NoteEventKind.BOOKED;
import static com.circledesk.disputes.NotePurpose.CANCELLATION;
import static com.circledesk.disputes.NotePurpose.COUNTER;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.RecordNoteEvent.Einvoice;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.periods.PeriodLockService;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes that undo others. The day is 21 November 2026. */
@IntegrationTest
class NoteUndoTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private NoteService service;

    @Autowired
    private NoteEvents events;

    @Autowired
    private NoteQueries notes;

    @Autowired
    private DisputeQueries queries;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private PeriodLockService locks;

    @Autowired
    private Invariance invariance;

    @Autowired
    private TestClock clock;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void anAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        receivables.invoice(airtel, "INV-2", "RENTAL", "2026-08-01", "2026-08-31", "1000", "120");
    }

    @AfterEach
    void theBookIsRight() {
        invariance.check();
    }

    private void happened(String note, NoteEventKind what) {
        cast.as(ALICE, () -> events.record(FormKey.fresh(), new RecordNoteEvent(note, what, null, null, null)));
    }

    private NoteFacts note(String number) {
        return cast.as(ALICE, () -> notes.get(number, KA));
    }

    private DisputeDetail dispute(String note) {
        return cast.as(ALICE, () -> queries.get(String.valueOf(note(note).dispute()), KA));
    }

    @Test
    void aNoteIsCancelledByAnotherPersonAndItsDisputeIsDecidedAgain() {
        String note = disputes.settled("INV-1", "590");
        String ref = disputes.askForNote(CANCELLATION, note);
        assertThat("NR:" + note(note).askedToUndo()).isEqualTo(ref);
        refused("duplicate", () -> disputes.askForNote(CANCELLATION, note));
        refused("needs-approval", () -> disputes.issue(FARAH, ref));
        refused("needs-approval", () -> disputes.approve(ALICE, ref));
        refused("needs-approval", () -> disputes.approve(HARISH, ref));
        assertThat(disputes.carriedOut(ref)).isEqualTo(note);
        assertThat(note(note).isCancelled()).isTrue();
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("1180.00"));
        assertThat(dispute(note).status()).isEqualTo(DECIDED);
        assertThat(dispute(note).credited()).isEqualTo(Money.ZERO);
        refused("wrong-state", () -> disputes.askForNote(CANCELLATION, note));
        refused("wrong-state", () -> happened(note, BOOKED));
        String dispute = dispute(note).ref();
        disputes.noteRequested(dispute);
        assertThat(disputes.noteIssued(dispute)).containsExactly(note.replace("00001", "00002"));
        assertThat(cast.as(ALICE, () -> notes.history(note(note).id(), KA)))
                .extracting(NoteHappening::what)
                .startsWith("CANCELLED", "UNDO_APPROVED", "UNDO_REQUESTED", "ISSUED");
    }

    @Test
    void whoAskedForTheCancellationDoesNotApproveIt() {
        String note = disputes.settled("INV-1", "590");
        String ref = cast.as(
                        FARAH,
                        () -> service.ask(
                                FormKey.fresh(), new AskForNote(CANCELLATION, List.of(), "wrong", null, note)))
                .outcome();
        refused("maker-is-checker", () -> disputes.approve(FARAH, ref));
        disputes.approve(FELIX, ref);
    }

    @Test
    void manyWhoCancelAtOnceCancelItOnce() {
        String note = disputes.settled("INV-1", "590");
        var asked = Race.of(
                6,
                cast.actor(ALICE),
                runner -> service.ask(FormKey.fresh(), new AskForNote(CANCELLATION, List.of(), "wrong", null, note)));
        assertThat(asked.stream().filter(Race.Finish::won)).hasSize(1);
        String ref = "NR:" + note(note).askedToUndo();
        disputes.approve(FELIX, ref);
        var finishes = Race.of(6, cast.actor(FARAH), runner -> service.issue(FormKey.fresh(), new IssueNotes(ref)));
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("1180.00"));
    }

    @Test
    void anAcceptedNoteIsUndoneByACounterNote() {
        String note = disputes.settled("INV-1", "590");
        happened(note, ACCEPTED);
        refused("wrong-state", () -> disputes.askForNote(CANCELLATION, note));
        String counter = disputes.carriedOut(disputes.askForNote(COUNTER, note));
        assertThat(counter).startsWith("DN");
        assertThat(note(counter).kind()).isEqualTo("DEBIT");
        assertThat(note(counter).against()).isEqualTo(note);
        assertThat(note(note).counteredBy()).isEqualTo(counter);
        assertThat(note(note).isCancelled()).isFalse();
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("1180.00"));
        assertThat(dispute(note).status()).isEqualTo(DECIDED);
        assertThat(dispute(note).credited()).isEqualTo(Money.ZERO);
        refused("wrong-state", () -> disputes.askForNote(COUNTER, note));
        String again = dispute(note).ref();
        disputes.noteRequested(again);
        String second = disputes.noteIssued(again).get(0);
        happened(second, BOOKED);
        assertThat(dispute(note).status()).isEqualTo(ACCOUNTED);
    }

    @Test
    void aCounterNoteIsCancelledLikeAnyOther() {
        String note = disputes.settled("INV-1", "590");
        happened(note, ACCEPTED);
        String counter = disputes.carriedOut(disputes.askForNote(COUNTER, note));
        disputes.carriedOut(disputes.askForNote(CANCELLATION, counter));
        assertThat(note(note).counteredBy()).isNull();
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("590.00"));
        assertThat(dispute(note).credited()).isEqualTo(Money.of("590"));
    }

    @Test
    void theNoteOfAClosedDisputeReopensIt() {
        String note = disputes.settled("INV-1", "590");
        happened(note, BOOKED);
        disputes.move(dispute(note).ref(), CLOSED, null);
        disputes.carriedOut(disputes.askForNote(COUNTER, note));
        assertThat(dispute(note).status()).isEqualTo(VALIDATING);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T03:00:00Z, true", "2026-11-22T03:00:01Z, false"})
    void thePortalCancelsForADay(String moment, boolean cancelled) {
        String note = disputes.settled("INV-1", "590");
        Einvoice einvoice = new Einvoice("a".repeat(64), "1", Instant.parse("2026-11-21T03:00:00Z"));
        cast.as(
                FARAH,
                () -> events.record(
                        FormKey.fresh(), new RecordNoteEvent(note, NoteEventKind.IRN, null, null, einvoice)));
        clock.moveTo(Instant.parse(moment));
        disputes.askForNote(cancelled ? CANCELLATION : COUNTER, note);
        refused("wrong-state", () -> disputes.askForNote(cancelled ? COUNTER : CANCELLATION, note));
    }

    @Test
    void whatBecameTooLateWhileItWaitedIsNotCancelled() {
        String note = disputes.settled("INV-1", "590");
        String ref = disputes.askForNote(CANCELLATION, note);
        disputes.approve(FELIX, ref);
        happened(note, ACCEPTED);
        refused("wrong-state", () -> disputes.issue(FARAH, ref));
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("590.00"));
        assertThat(dispute(note).status()).isEqualTo(ISSUED);
    }

    @Test
    void theNoteOfAClosedMonthIsCountered() {
        String note = disputes.settled("INV-1", "590");
        clock.moveTo(LocalDate.parse("2026-12-05"));
        cast.as(FARAH, () -> {
            locks.lock(YearMonth.of(2026, 11));
            return true;
        });
        refused("wrong-state", () -> disputes.askForNote(CANCELLATION, note));
        disputes.carriedOut(disputes.askForNote(COUNTER, note));
    }

    @Test
    void aSecondNoteIsWaitedForBeforeTheFirstIsCancelled() {
        String note = disputes.settled("INV-1", "590");
        String ref = disputes.askForNote(CANCELLATION, note);
        disputes.approve(FELIX, ref);
        disputes.move(dispute(note).ref(), ACCOUNTED, null);
        refused("wrong-state", () -> disputes.issue(FARAH, ref));
    }

    /** The series of debit notes alone: four threads, and half of their transactions never happened. */
    @Test
    void aThousandDebitNotesFromFourThreadsAreWithoutAGap() {
        long invoice = work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-1'")
                .query(Long.class)
                .single());
        var finishes = Race.of(4, work.actor(), runner -> {
            for (int at = 0; at < 500; at++) {
                boolean kept = at % 2 == 0;
                try {
                    work.run(() -> {
                        jdbc.sql("""
                                        insert into note (note_no, kind, account_id, circle, note_date, total_amount, invoice_id)
                                        select take_note_number('DEBIT', '29ABCDE1234F1Z5', app_today()), 'DEBIT', account_id, circle,
                                               app_today(), 1, id
                                        from invoice where id = :invoice
                                        """).param("invoice", invoice).update();
                        if (!kept) {
                            throw new IllegalStateException("never happened");
                        }
                    });
                } catch (IllegalStateException e) {
                    continue;
                }
            }
            return true;
        });
        assertThat(finishes).allMatch(Race.Finish::won);
        assertThat(work.call(() -> jdbc.sql("""
                                select count(*) || ' ' || count(distinct note_no) || ' ' || min(note_no) || ' ' || max(note_no) from note
                                """).query(String.class).single()))
                .isEqualTo("1000 1000 DN291/2627/00001 DN291/2627/01000");
        work.run(() -> jdbc.sql("""
                        insert into ledger_entry (account_id, circle, invoice_id, note_id, kind, counts_as, amount, effective_on)
                        select account_id, circle, invoice_id, id, 'DEBIT_NOTE', 'DEBIT_NOTE', total_amount, note_date from note
                        """).update());
    }
}
