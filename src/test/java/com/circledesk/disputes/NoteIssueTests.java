package com.circledesk.disputes;

import static com.circledesk.disputes.DisputeStatus.APPROVED;
import static com.circledesk.disputes.DisputeStatus.DECIDED;
import static com.circledesk.disputes.DisputeStatus.ISSUED;
import static com.circledesk.disputes.DisputeStatus.NOTE_REQUESTED;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what was found valid to the note that settles it. The day is 21 November 2026. */
@IntegrationTest
class NoteIssueTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private NoteService service;

    @Autowired
    private DisputeQueries queries;

    @Autowired
    private NoteQueries notes;

    @Autowired
    private DisputeService disputeService;

    @Autowired
    private Disputes disputes;

    @Autowired
    private ImportApiClient imports;

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

    private long airtel;

    @BeforeEach
    void anAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    private static void refused(String code, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** A dispute that Alice decided: all of it is valid. */
    private String decided(String invoice, String date, String taxable, String tax, String disputed) {
        receivables.invoice(airtel, invoice, "RENTAL", date, date, taxable, tax);
        return cast.as(ALICE, () -> {
            String ref = disputes.raised(invoice, disputed);
            disputes.decided(ref, Outcome.VALID);
            return ref;
        });
    }

    private void request(Cast.Member who, String ref) {
        cast.as(who, () -> service.request(FormKey.fresh(), new Words(ref, "")));
    }

    private void approve(Cast.Member who, String ref) {
        cast.as(who, () -> service.approve(FormKey.fresh(), new Words(ref, "seen")));
    }

    private List<String> issue(Cast.Member who, String ref) {
        String outcome = cast.as(who, () -> service.issue(FormKey.fresh(), new IssueNotes(ref)))
                .outcome();
        List<String> all = Arrays.asList(outcome.split(","));
        return all.subList(1, all.size());
    }

    private DisputeStatus status(String ref) {
        return cast.as(ALICE, () -> queries.get(ref, KA)).status();
    }

    private Money open(String invoice) {
        return work.call(() -> Money.of(jdbc.sql("""
                        select o.open_amount from open_item o join invoice i on i.id = o.invoice_id where i.invoice_no = :no
                        """)
                .param("no", invoice)
                .query(java.math.BigDecimal.class)
                .single()));
    }

    private NoteRow note(String number) {
        NoteFilter filter = NoteFilter.of(BookFilter.NONE, number);
        return cast.as(ALICE, () -> notes.page(KA, filter, 0, 10)).items().get(0);
    }

    @Test
    void aNoteIsAskedForApprovedAndIssued() {
        String ref = decided("INV-1", "2026-07-01", "1000", "180", "590");
        request(ALICE, ref);
        assertThat(status(ref)).isEqualTo(NOTE_REQUESTED);
        refused("needs-approval", () -> issue(FARAH, ref));
        approve(FELIX, ref);
        assertThat(status(ref)).isEqualTo(APPROVED);
        assertThat(issue(FELIX, ref)).containsExactly("CN000/2627/00001");
        assertThat(status(ref)).isEqualTo(ISSUED);
        assertThat(open("INV-1")).isEqualTo(Money.of("590"));
        NoteRow note = note("CN000/2627/00001");
        assertThat(note.noteDate()).isEqualTo("2026-11-21");
        assertThat(note.taxable()).isEqualTo(Money.of("500"));
        assertThat(note.tax()).isEqualTo(Money.of("90"));
        assertThat(note.dispute()).isEqualTo(ref);
        assertThat(note.inTime()).isTrue();
        assertThat(note.reason()).contains("Rental or escalation rate", ref);
        assertThat(cast.as(ALICE, () -> queries.get(ref, KA)).credited()).isEqualTo(Money.of("590"));
        disputes.move(ref, DisputeStatus.ACCOUNTED, null);
        disputes.move(ref, DisputeStatus.CLOSED, null);
    }

    @Test
    void whoDecidedOrAskedDoesNotApprove() {
        receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
        String ref = cast.as(FELIX, () -> {
            String raised = disputes.raised("INV-1", "100");
            disputes.decided(raised, Outcome.VALID);
            return raised;
        });
        request(ALICE, ref);
        refused("maker-is-checker", () -> approve(FELIX, ref));
        refused("needs-approval", () -> approve(HARISH, ref));
        approve(FARAH, ref);
        String own = decided("INV-2", "2026-07-01", "1000", "0", "100");
        request(FARAH, own);
        refused("maker-is-checker", () -> approve(FARAH, own));
        approve(FELIX, own);
    }

    @Test
    void aLargeNoteNeedsTheHeadToo() {
        String ref = decided("INV-1", "2026-07-01", "1000000", "0", "500000.01");
        request(ALICE, ref);
        refused("needs-approval", () -> approve(HARISH, ref));
        approve(FARAH, ref);
        assertThat(status(ref)).isEqualTo(NOTE_REQUESTED);
        refused("needs-approval", () -> approve(FELIX, ref));
        approve(HARISH, ref);
        assertThat(status(ref)).isEqualTo(APPROVED);
        String small = decided("INV-2", "2026-07-01", "1000000", "0", "500000");
        request(ALICE, small);
        approve(FARAH, small);
        assertThat(status(small)).isEqualTo(APPROVED);
    }

    @Test
    void twoWhoApproveAtOnceTakeOneStep() {
        String ref = decided("INV-1", "2026-07-01", "1000000", "0", "600000");
        request(ALICE, ref);
        var finishes = Race.of(6, cast.actor(FARAH), runner -> service.approve(FormKey.fresh(), new Words(ref, "")));
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
        assertThat(status(ref)).isEqualTo(NOTE_REQUESTED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, true", // day 0
        "2026-11-20, true", // day 1
        "2026-05-26, true", // day 179
        "2026-05-25, true", // day 180
        "2026-05-24, false", // day 181
    })
    void day180IsInTimeAndDay181IsNot(String invoiceDate, boolean inTime) {
        String ref = decided("INV-1", invoiceDate, "1000", "0", "100");
        request(ALICE, ref);
        approve(FELIX, ref);
        if (inTime) {
            issue(FARAH, ref);
        } else {
            refused("note-window-closed", () -> issue(FARAH, ref));
        }
        assertThat(status(ref)).isEqualTo(inTime ? ISSUED : APPROVED);
    }

    @Test
    void aLateNoteIsIssuedIfTheHeadAllowsItAndIsLateForEver() {
        String ref = decided("INV-1", "2026-05-24", "1000", "0", "100");
        request(ALICE, ref);
        approve(FELIX, ref);
        cast.as(ALICE, () -> service.askForLate(FormKey.fresh(), new Words(ref, "The customer was slow.")));
        refused("note-window-closed", () -> issue(FARAH, ref));
        cast.as(
                HARISH,
                () -> disputeService.decideException(
                        FormKey.fresh(), new DecideException(ref, disputes.exceptionOf(ref), true, "This once.")));
        String number = issue(FARAH, ref).get(0);
        assertThat(note(number).inTime()).isFalse();
        assertThat(note(number).daysAfter()).isEqualTo(181);
    }

    @Test
    void aNoteOfASettledInvoiceGoesOnAccount() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        long invoice = work.call(
                () -> jdbc.sql("select id from invoice").query(Long.class).single());
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-08-01", "1000"), invoice, "1000");
        request(ALICE, ref);
        approve(FELIX, ref);
        issue(FARAH, ref);
        assertThat(work.call(() -> jdbc.sql("select rest from on_account_item where document_type = 'NOTE'")
                        .query(java.math.BigDecimal.class)
                        .single()))
                .isEqualByComparingTo("100");
    }

    @Test
    void aNoteOfMoreThanIsOpenIsRefusedAndLeavesNoGap() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "900");
        long invoice = work.call(
                () -> jdbc.sql("select id from invoice").query(Long.class).single());
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-08-01", "500"), invoice, "500");
        request(ALICE, ref);
        approve(FELIX, ref);
        refused("over-applied", () -> issue(FARAH, ref));
        assertThat(status(ref)).isEqualTo(APPROVED);
        String other = decided("INV-2", "2026-07-01", "1000", "0", "900");
        request(ALICE, other);
        approve(FELIX, other);
        assertThat(issue(FARAH, other)).containsExactly("CN000/2627/00001");
    }

    @Test
    void aRequestIsTakenBackAndAskedForAnew() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        request(ALICE, ref);
        approve(FELIX, ref);
        refused("missing", () -> cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, " "))));
        cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, "wrong amount")));
        assertThat(status(ref)).isEqualTo(DECIDED);
        refused("wrong-state", () -> issue(FARAH, ref));
        request(ALICE, ref);
        refused("needs-approval", () -> issue(FARAH, ref));
    }

    @Test
    void oneRequestHasANoteForEachOfItsInvoices() {
        receivables.invoice(airtel, "INV-1", "RENTAL", "2026-07-01", "2026-07-31", "1000", "180");
        receivables.invoice(airtel, "INV-2", "ENERGY", "2026-08-01", "2026-08-31", "1000", "120");
        String ref = cast.as(ALICE, () -> {
            String raised = disputes.raise(disputes.command(
                    "RATE",
                    null,
                    null,
                    new RaiseDispute.Line("INV-1", null, Money.of("118"), null),
                    new RaiseDispute.Line("INV-2", null, Money.of("112"), null)));
            disputes.decided(raised, Outcome.VALID);
            return raised;
        });
        request(ALICE, ref);
        approve(FELIX, ref);
        List<String> numbers = issue(FARAH, ref);
        assertThat(numbers).containsExactly("CN000/2627/00001", "CN000/2627/00002");
        assertThat(note(numbers.get(0)).tax()).isEqualTo(Money.of("18"));
        assertThat(note(numbers.get(1)).tax()).isEqualTo(Money.of("12"));
    }

    @Test
    void issuedTwiceByADoubleSubmitItCountsOnce() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        request(ALICE, ref);
        approve(FELIX, ref);
        FormKey key = FormKey.fresh();
        var finishes = Race.of(
                8,
                cast.actor(FARAH),
                runner -> service.issue(key, new IssueNotes(ref)).outcome());
        assertThat(finishes.stream().map(Race.Finish::result).distinct()).containsExactly(ref + ",CN000/2627/00001");
        var others = Race.of(4, cast.actor(FARAH), runner -> service.issue(FormKey.fresh(), new IssueNotes(ref)));
        assertThat(others).noneMatch(Race.Finish::won);
        assertThat(open("INV-1")).isEqualTo(Money.of("900"));
    }

    @Test
    void manyWhoIssueAtOnceNeitherSkipNorRepeatANumber() {
        List<String> refs = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            String ref = decided("INV-" + at, "2026-07-01", "1000", "0", "10");
            request(ALICE, ref);
            approve(FELIX, ref);
            refs.add(ref);
        }
        AtomicInteger next = new AtomicInteger();
        var finishes = Race.of(4, cast.actor(FARAH), runner -> {
            List<String> numbers = new ArrayList<>();
            for (int at = next.getAndIncrement(); at < refs.size(); at = next.getAndIncrement()) {
                numbers.add(service.issue(FormKey.fresh(), new IssueNotes(refs.get(at)))
                        .outcome()
                        .split(",")[1]);
            }
            return numbers;
        });
        assertThat(finishes.stream().flatMap(finish -> finish.result().stream()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj("CN000/2627/%05d"::formatted)
                        .toList());
    }

    /** The series alone: a thousand numbers from four threads, half of whose transactions never happened. */
    @Test
    void aThousandNumbersFromFourThreadsAreWithoutAGap() {
        long invoice = receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
        var finishes = Race.of(4, work.actor(), runner -> {
            for (int at = 0; at < 500; at++) {
                boolean kept = at % 2 == 0;
                try {
                    work.run(() -> {
                        jdbc.sql("""
                                        insert into note (note_no, kind, account_id, circle, note_date, total_amount)
                                        select take_note_number('CREDIT', '29ABCDE1234F1Z5', app_today()), 'CREDIT', account_id, circle,
                                               app_today(), 1
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
                .isEqualTo("1000 1000 CN291/2627/00001 CN291/2627/01000");
        work.run(() -> jdbc.sql("""
                        insert into ledger_entry (account_id, circle, note_id, kind, counts_as, amount, effective_on)
                        select account_id, circle, id, 'CREDIT_NOTE', 'CREDIT_NOTE', -total_amount, note_date from note
                        """).update());
    }

    @Test
    void aNoteOfAFileDoesNotBearANumberOfOurs() {
        assertThat(imports.commit(FARAH, "notes", """
                                note_no,kind,account_code,note_date,total_amount
                                cn291/2627/00001,CREDIT,KA-AIRTEL,2026-11-20,10
                                CN/26-27/00001,CREDIT,KA-AIRTEL,2026-11-20,10
                                """).faults()).containsExactly("1 note_no conflict");
    }

    @Test
    void aNumberIsTakenWithItsNoteOrNotAtAll() {
        assertThatThrownBy(() -> work.call(() -> jdbc.sql("select take_note_number('CREDIT', null, app_today())")
                        .query(String.class)
                        .single()))
                .hasStackTraceContaining("A number of a series is taken with its note");
    }

    @ParameterizedTest
    @CsvSource({"2027-03-31, CN000/2627/00001", "2027-04-01, CN000/2728/00001", "2099-12-31, CN000/9900/00001"})
    void aSeriesBeginsAnewWithTheFinancialYear(String day, String number) {
        receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
        assertThat(number).hasSize(16);
        String taken = work.call(() -> {
            String no = jdbc.sql("""
                            insert into note (note_no, kind, account_id, circle, note_date, total_amount)
                            select take_note_number('CREDIT', null, :day), 'CREDIT', account_id, circle, app_today(), 1 from invoice
                            returning note_no
                            """)
                    .param("day", LocalDate.parse(day))
                    .query(String.class)
                    .single();
            jdbc.sql("""
                            insert into ledger_entry (account_id, circle, note_id, kind, counts_as, amount, effective_on)
                            select account_id, circle, id, 'CREDIT_NOTE', 'CREDIT_NOTE', -total_amount, note_date from note
                            """).update();
            return no;
        });
        assertThat(taken).isEqualTo(number);
    }

    @Test
    void aReopenedDisputeIsCreditedForTheRest() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        request(ALICE, ref);
        approve(FELIX, ref);
        issue(FARAH, ref);
        disputes.move(ref, DisputeStatus.ACCOUNTED, null);
        disputes.move(ref, DisputeStatus.CLOSED, null);
        disputes.move(ref, DisputeStatus.VALIDATING, "There is more in it.");
        cast.as(
                ALICE,
                () -> disputeService.decide(
                        FormKey.fresh(), new DecideDispute(ref, Outcome.VALID, List.of(), null, "Nothing more.")));
        refused("wrong-state", () -> request(ALICE, ref));
        disputes.move(ref, DisputeStatus.CLOSED, "Nothing more was found.");
        assertThat(ActorContext.current()).isNull();
    }
}
