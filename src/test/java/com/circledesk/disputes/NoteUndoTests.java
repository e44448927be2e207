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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.disputes.NoteService.Words;
import com.circledesk.disputes.RecordNoteEvent.Einvoice;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.periods.PeriodLockService;
import com.circledesk.shared.BusinessRuleException;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes that settle no dispute, and notes that undo others. The day is 21 November 2026. */
@IntegrationTest
class NoteUndoTests {
    private static final Scope KA = Scope.of("KA");
    private static final String OURS = "29ABCDE1234F1Z5";

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

    private static void refused(String code, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private String ask(NotePurpose purpose, @Nullable String against, String... lines) {
        List<AskForNote.Line> named = Arrays.stream(lines)
                .map(line -> new AskForNote.Line(line.split(" ")[0], Money.of(line.split(" ")[1])))
                .toList();
        return cast.as(
                        ALICE,
                        () -> service.ask(
                                FormKey.fresh(), new AskForNote(purpose, named, "wrong month", null, against)))
                .outcome();
    }

    private void approve(Cast.Member who, String ref) {
        cast.as(who, () -> service.approve(FormKey.fresh(), new Words(ref, "seen")));
    }

    private String issue(Cast.Member who, String ref) {
        return cast.as(who, () -> service.issue(FormKey.fresh(), new IssueNotes(ref)))
                .outcome()
                .split(",")[1];
    }

    private String carriedOut(String ref) {
        approve(FELIX, ref);
        return issue(FARAH, ref);
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

    private String open(String invoice) {
        return work.call(() -> jdbc.sql("""
                        select o.open_amount from open_item o join invoice i on i.id = o.invoice_id where i.invoice_no = :no
                        """)
                        .param("no", invoice)
                        .query(BigDecimal.class)
                        .single())
                .toString();
    }

    @Test
    void aNoteIsCancelledByAnotherPersonAndItsDisputeIsDecidedAgain() {
        String note = disputes.settled("INV-1", "590");
        String ref = ask(CANCELLATION, note);
        assertThat("NR:" + note(note).askedToUndo()).isEqualTo(ref);
        refused("duplicate", () -> ask(CANCELLATION, note));
        refused("needs-approval", () -> issue(FARAH, ref));
        refused("needs-approval", () -> approve(ALICE, ref));
        refused("needs-approval", () -> approve(HARISH, ref));
        assertThat(carriedOut(ref)).isEqualTo(note);
        assertThat(note(note).isCancelled()).isTrue();
        assertThat(open("INV-1")).isEqualTo("1180.00");
        assertThat(dispute(note).status()).isEqualTo(DECIDED);
        assertThat(dispute(note).credited()).isEqualTo(Money.ZERO);
        refused("wrong-state", () -> ask(CANCELLATION, note));
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
        refused("maker-is-checker", () -> approve(FARAH, ref));
        approve(FELIX, ref);
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
        approve(FELIX, ref);
        var finishes = Race.of(6, cast.actor(FARAH), runner -> service.issue(FormKey.fresh(), new IssueNotes(ref)));
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
        assertThat(open("INV-1")).isEqualTo("1180.00");
    }

    @Test
    void anAcceptedNoteIsUndoneByACounterNote() {
        String note = disputes.settled("INV-1", "590");
        happened(note, ACCEPTED);
        refused("wrong-state", () -> ask(CANCELLATION, note));
        String counter = carriedOut(ask(COUNTER, note));
        assertThat(counter).startsWith("DN");
        assertThat(note(counter).kind()).isEqualTo("DEBIT");
        assertThat(note(counter).against()).isEqualTo(note);
        assertThat(note(note).counteredBy()).isEqualTo(counter);
        assertThat(note(note).isCancelled()).isFalse();
        assertThat(open("INV-1")).isEqualTo("1180.00");
        assertThat(dispute(note).status()).isEqualTo(DECIDED);
        assertThat(dispute(note).credited()).isEqualTo(Money.ZERO);
        refused("wrong-state", () -> ask(COUNTER, note));
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
        String counter = carriedOut(ask(COUNTER, note));
        carriedOut(ask(CANCELLATION, counter));
        assertThat(note(note).counteredBy()).isNull();
        assertThat(open("INV-1")).isEqualTo("590.00");
        assertThat(dispute(note).credited()).isEqualTo(Money.of("590"));
    }

    @Test
    void theNoteOfAClosedDisputeReopensIt() {
        String note = disputes.settled("INV-1", "590");
        happened(note, BOOKED);
        disputes.move(dispute(note).ref(), CLOSED, null);
        carriedOut(ask(COUNTER, note));
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
        ask(cancelled ? CANCELLATION : COUNTER, note);
        refused("wrong-state", () -> ask(cancelled ? COUNTER : CANCELLATION, note));
    }

    @Test
    void whatBecameTooLateWhileItWaitedIsNotCancelled() {
        String note = disputes.settled("INV-1", "590");
        String ref = ask(CANCELLATION, note);
        approve(FELIX, ref);
        happened(note, ACCEPTED);
        refused("wrong-state", () -> issue(FARAH, ref));
        assertThat(open("INV-1")).isEqualTo("590.00");
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
        refused("wrong-state", () -> ask(CANCELLATION, note));
        carriedOut(ask(COUNTER, note));
    }

    @Test
    void aDebitNoteAddsToItsInvoiceAndOpensASettledOne() {
        receivables.allocate(
                receivables.receipt(airtel, "RC-1", "2026-08-01", "1180"),
                work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-1'")
                        .query(Long.class)
                        .single()),
                "1180");
        String number = carriedOut(ask(NotePurpose.UNDERBILLED, null, "INV-1 118"));
        assertThat(number).isEqualTo("DN000/2627/00001");
        assertThat(open("INV-1")).isEqualTo("118.00");
        assertThat(note(number).tax()).isEqualTo(Money.of("18"));
        assertThat(carriedOut(ask(CANCELLATION, number))).isEqualTo(number);
        assertThat(open("INV-1")).isEqualTo("0.00");
    }

    @Test
    void aDebitNoteFoundInADisputeStandsThereAndSettlesNothing() {
        String ref = disputes.raised("INV-1", "100");
        String asked = cast.as(
                        ALICE,
                        () -> service.ask(
                                FormKey.fresh(),
                                new AskForNote(
                                        NotePurpose.UNDERBILLED,
                                        List.of(new AskForNote.Line("INV-2", Money.of("50"))),
                                        "loading not billed",
                                        ref,
                                        null)))
                .outcome();
        String number = carriedOut(asked);
        assertThat(note(number).dispute()).isEqualTo(ref);
        assertThat(note(number).reason()).isEqualTo("loading not billed (" + ref + ")");
        assertThat(dispute(number).credited()).isEqualTo(Money.ZERO);
        assertThat(dispute(number).status()).isEqualTo(DisputeStatus.RAISED);
    }

    @Test
    void oneNoteIsOverSeveralInvoicesEachAtItsRate() {
        String number = carriedOut(ask(NotePurpose.SLA, null, "INV-2 112", "INV-1 118"));
        NoteFacts note = note(number);
        assertThat(note.noteClass()).isEqualTo("SLA");
        assertThat(note.total()).isEqualTo(Money.of("230"));
        assertThat(note.tax()).isEqualTo(Money.of("30"));
        assertThat(cast.as(ALICE, () -> notes.lines(note.id(), KA)))
                .extracting(line -> line.invoiceNo() + " " + line.total() + " " + line.tax())
                .containsExactly("INV-1 118.00 18.00", "INV-2 112.00 12.00");
        assertThat(open("INV-1")).isEqualTo("1062.00");
        assertThat(open("INV-2")).isEqualTo("1008.00");
        NoteRow row = cast.as(ALICE, () -> notes.page(KA, NoteFilter.of(BookFilter.NONE, number), 0, 10))
                .items()
                .get(0);
        assertThat(row.invoiceNo()).isEqualTo("INV-1");
        assertThat(row.moreInvoices()).isEqualTo(1);
        NoteTotals totals = cast.as(ALICE, () -> notes.totals(KA, NoteFilter.of(BookFilter.NONE, "")));
        assertThat(totals).isEqualTo(new NoteTotals(1, Money.ZERO, Money.ZERO, Money.of("230")));
        carriedOut(ask(CANCELLATION, number));
        assertThat(open("INV-1")).isEqualTo("1180.00");
    }

    @Test
    void aPartForASettledInvoiceGoesOnAccountUntilItIsApplied() {
        long first = work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-1'")
                .query(Long.class)
                .single());
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-08-01", "1180"), first, "1180");
        String number = carriedOut(ask(NotePurpose.SLA, null, "INV-1 118", "INV-2 112"));
        assertThat(note(number).onAccount()).isEqualTo(Money.of("118"));
        assertThat(open("INV-2")).isEqualTo("1008.00");
        long second = work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-2'")
                .query(Long.class)
                .single());
        receivables.applyNote(note(number).id(), second, "100", "2026-11-21");
        assertThat(note(number).onAccount()).isEqualTo(Money.of("18"));
        refused("wrong-state", () -> ask(CANCELLATION, number));
        carriedOut(ask(COUNTER, number));
        assertThat(open("INV-1")).isEqualTo("118.00");
        assertThat(open("INV-2")).isEqualTo("1020.00");
    }

    @Test
    void oneNoteSettlesADisputeOfSeveralInvoices() {
        String ref = disputes.raise(disputes.command(
                "RATE",
                null,
                null,
                new RaiseDispute.Line("INV-1", null, Money.of("118"), null),
                new RaiseDispute.Line("INV-2", null, Money.of("112"), null)));
        disputes.decided(ref, DecideDispute.Outcome.VALID);
        cast.as(ALICE, () -> service.request(FormKey.fresh(), new Words(ref, ""), true));
        List<String> numbers = disputes.noteIssued(ref);
        assertThat(numbers).hasSize(1);
        assertThat(cast.as(ALICE, () -> queries.get(ref, KA)).credited()).isEqualTo(Money.of("230"));
        assertThat(note(numbers.get(0)).tax()).isEqualTo(Money.of("30"));
        assertThat(open("INV-1")).isEqualTo("1062.00");
    }

    @Test
    void oneNoteNamesOneGstinOfOurs() {
        receivables.invoiceBetween(OURS, OURS, airtel, "INV-3", "2026-08-01", "1000", "180");
        refused("account-mismatch", () -> ask(NotePurpose.SLA, null, "INV-1 10", "INV-3 10"));
        refused("duplicate", () -> ask(NotePurpose.SLA, null, "INV-1 10", "inv-1 10"));
        refused("out-of-range", () -> ask(NotePurpose.SLA, null, "INV-1 1180.01"));
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "INV-9", "2026-07-01", "2026-07-31", "10");
        refused("account-mismatch", () -> ask(NotePurpose.SLA, null, "INV-1 10", "INV-9 10"));
        assertThat(carriedOut(ask(NotePurpose.SLA, null, "INV-3 118"))).isEqualTo("CN291/2627/00001");
    }

    @ParameterizedTest
    @CsvSource({"2026-05-25, true", "2026-05-24, false"})
    void theWindowIsThatOfTheOldestInvoice(String oldest, boolean inTime) {
        receivables.invoice(airtel, "INV-OLD", oldest, oldest, "100");
        String ref = ask(NotePurpose.SLA, null, "INV-1 10", "INV-OLD 10");
        approve(FELIX, ref);
        if (!inTime) {
            refused("note-window-closed", () -> issue(FARAH, ref));
            cast.as(ALICE, () -> service.askForLate(FormKey.fresh(), new Words(ref, "They were slow.")));
            refused(
                    "needs-approval",
                    () -> cast.as(FELIX, () -> service.decideLate(FormKey.fresh(), new Words(ref, "yes"), true)));
            cast.as(HARISH, () -> service.decideLate(FormKey.fresh(), new Words(ref, "this once"), true));
        }
        String number = issue(FARAH, ref);
        NoteRow row = cast.as(ALICE, () -> notes.page(KA, NoteFilter.of(BookFilter.NONE, number), 0, 10))
                .items()
                .get(0);
        assertThat(row.inTime()).isEqualTo(inTime);
    }

    @Test
    void aRequestIsTakenBackAndCarriedOutNoMore() {
        String ref = ask(NotePurpose.SLA, null, "INV-1 10");
        refused("missing", () -> cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, " "))));
        cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, "a mistake")));
        refused("wrong-state", () -> approve(FELIX, ref));
        refused("wrong-state", () -> issue(FARAH, ref));
        assertThat(cast.as(ALICE, () -> notes.request(ref, KA)).row().endedWhy())
                .isEqualTo("a mistake");
    }

    @Test
    void aSecondNoteIsWaitedForBeforeTheFirstIsCancelled() {
        String note = disputes.settled("INV-1", "590");
        String ref = ask(CANCELLATION, note);
        approve(FELIX, ref);
        disputes.move(dispute(note).ref(), ACCOUNTED, null);
        refused("wrong-state", () -> issue(FARAH, ref));
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
