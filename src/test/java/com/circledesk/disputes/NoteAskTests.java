package com.circledesk.disputes;

import static com.circledesk.disputes.NotePurpose.CANCELLATION;
import static com.circledesk.disputes.NotePurpose.COUNTER;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes that settle no dispute, and one note over several invoices. */
@IntegrationTest
class NoteAskTests {
    private static final Scope KA = Scope.of("KA");
    private static final String OURS = "29ABCDE1234F1Z5";

    @Autowired
    private NoteService service;

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
    private Invariance invariance;

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

    private NoteFacts note(String number) {
        return cast.as(ALICE, () -> notes.get(number, KA));
    }

    private DisputeDetail dispute(String note) {
        return cast.as(ALICE, () -> queries.get(String.valueOf(note(note).dispute()), KA));
    }

    @Test
    void aDebitNoteAddsToItsInvoiceAndOpensASettledOne() {
        receivables.allocate(
                receivables.receipt(airtel, "RC-1", "2026-08-01", "1180"),
                work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-1'")
                        .query(Long.class)
                        .single()),
                "1180");
        String number = disputes.carriedOut(disputes.askForNote(NotePurpose.UNDERBILLED, null, "INV-1 118"));
        assertThat(number).isEqualTo("DN000/2627/00001");
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("118.00"));
        assertThat(note(number).tax()).isEqualTo(Money.of("18"));
        assertThat(disputes.carriedOut(disputes.askForNote(CANCELLATION, number)))
                .isEqualTo(number);
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("0.00"));
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
        String number = disputes.carriedOut(asked);
        assertThat(note(number).dispute()).isEqualTo(ref);
        assertThat(note(number).reason()).isEqualTo("loading not billed (" + ref + ")");
        assertThat(dispute(number).credited()).isEqualTo(Money.ZERO);
        assertThat(dispute(number).status()).isEqualTo(DisputeStatus.RAISED);
    }

    @Test
    void oneNoteIsOverSeveralInvoicesEachAtItsRate() {
        String number = disputes.carriedOut(disputes.askForNote(NotePurpose.SLA, null, "INV-2 112", "INV-1 118"));
        NoteFacts note = note(number);
        assertThat(note.noteClass()).isEqualTo("SLA");
        assertThat(note.total()).isEqualTo(Money.of("230"));
        assertThat(note.tax()).isEqualTo(Money.of("30"));
        assertThat(cast.as(ALICE, () -> notes.lines(note.id(), KA)))
                .extracting(line -> line.invoiceNo() + " " + line.total() + " " + line.tax())
                .containsExactly("INV-1 118.00 18.00", "INV-2 112.00 12.00");
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("1062.00"));
        assertThat(receivables.open("INV-2")).isEqualTo(Money.of("1008.00"));
        NoteRow row = cast.as(ALICE, () -> notes.page(KA, NoteFilter.of(BookFilter.NONE, number), 0, 10))
                .items()
                .get(0);
        assertThat(row.invoiceNo()).isEqualTo("INV-1");
        assertThat(row.moreInvoices()).isEqualTo(1);
        NoteTotals totals = cast.as(ALICE, () -> notes.totals(KA, NoteFilter.of(BookFilter.NONE, "")));
        assertThat(totals).isEqualTo(new NoteTotals(1, Money.ZERO, Money.ZERO, Money.of("230")));
        disputes.carriedOut(disputes.askForNote(CANCELLATION, number));
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("1180.00"));
    }

    @Test
    void aPartForASettledInvoiceGoesOnAccountUntilItIsApplied() {
        long first = work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-1'")
                .query(Long.class)
                .single());
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-08-01", "1180"), first, "1180");
        String number = disputes.carriedOut(disputes.askForNote(NotePurpose.SLA, null, "INV-1 118", "INV-2 112"));
        assertThat(note(number).onAccount()).isEqualTo(Money.of("118"));
        assertThat(receivables.open("INV-2")).isEqualTo(Money.of("1008.00"));
        long second = work.call(() -> jdbc.sql("select id from invoice where invoice_no = 'INV-2'")
                .query(Long.class)
                .single());
        receivables.applyNote(note(number).id(), second, "100", "2026-11-21");
        assertThat(note(number).onAccount()).isEqualTo(Money.of("18"));
        refused("wrong-state", () -> disputes.askForNote(CANCELLATION, number));
        disputes.carriedOut(disputes.askForNote(COUNTER, number));
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("118.00"));
        assertThat(receivables.open("INV-2")).isEqualTo(Money.of("1020.00"));
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
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("1062.00"));
    }

    @Test
    void oneNoteNamesOneGstinOfOurs() {
        receivables.invoiceBetween(OURS, OURS, airtel, "INV-3", "2026-08-01", "1000", "180");
        refused("account-mismatch", () -> disputes.askForNote(NotePurpose.SLA, null, "INV-1 10", "INV-3 10"));
        refused("duplicate", () -> disputes.askForNote(NotePurpose.SLA, null, "INV-1 10", "inv-1 10"));
        refused("out-of-range", () -> disputes.askForNote(NotePurpose.SLA, null, "INV-1 1180.01"));
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "INV-9", "2026-07-01", "2026-07-31", "10");
        refused("account-mismatch", () -> disputes.askForNote(NotePurpose.SLA, null, "INV-1 10", "INV-9 10"));
        assertThat(disputes.carriedOut(disputes.askForNote(NotePurpose.SLA, null, "INV-3 118")))
                .isEqualTo("CN291/2627/00001");
    }

    @ParameterizedTest
    @CsvSource({"2026-05-25, true", "2026-05-24, false"})
    void theWindowIsThatOfTheOldestInvoice(String oldest, boolean inTime) {
        receivables.invoice(airtel, "INV-OLD", oldest, oldest, "100");
        String ref = disputes.askForNote(NotePurpose.SLA, null, "INV-1 10", "INV-OLD 10");
        disputes.approve(FELIX, ref);
        if (!inTime) {
            refused("note-window-closed", () -> disputes.issue(FARAH, ref));
            cast.as(ALICE, () -> service.askForLate(FormKey.fresh(), new Words(ref, "They were slow.")));
            refused(
                    "needs-approval",
                    () -> cast.as(FELIX, () -> service.decideLate(FormKey.fresh(), new Words(ref, "yes"), true)));
            cast.as(HARISH, () -> service.decideLate(FormKey.fresh(), new Words(ref, "this once"), true));
        }
        String number = disputes.issue(FARAH, ref).get(0);
        NoteRow row = cast.as(ALICE, () -> notes.page(KA, NoteFilter.of(BookFilter.NONE, number), 0, 10))
                .items()
                .get(0);
        assertThat(row.inTime()).isEqualTo(inTime);
    }

    @Test
    void aRequestIsTakenBackAndCarriedOutNoMore() {
        String ref = disputes.askForNote(NotePurpose.SLA, null, "INV-1 10");
        refused("missing", () -> cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, " "))));
        cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, "a mistake")));
        refused("wrong-state", () -> disputes.approve(FELIX, ref));
        refused("wrong-state", () -> disputes.issue(FARAH, ref));
        assertThat(cast.as(ALICE, () -> notes.request(ref, KA)).row().endedWhy())
                .isEqualTo("a mistake");
    }
}
