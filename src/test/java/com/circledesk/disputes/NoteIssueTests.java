package com.circledesk.disputes;

import static com.circledesk.disputes.DisputeStatus.APPROVED;
import static com.circledesk.disputes.DisputeStatus.DECIDED;
import static com.circledesk.disputes.DisputeStatus.ISSUED;
import static com.circledesk.disputes.DisputeStatus.NOTE_REQUESTED;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.List;
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

    private DisputeStatus status(String ref) {
        return cast.as(ALICE, () -> queries.get(ref, KA)).status();
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
        refused("needs-approval", () -> disputes.issue(FARAH, ref));
        disputes.approve(FELIX, ref);
        assertThat(status(ref)).isEqualTo(APPROVED);
        assertThat(disputes.issue(FELIX, ref)).containsExactly("CN000/2627/00001");
        assertThat(status(ref)).isEqualTo(ISSUED);
        assertThat(receivables.open("INV-1")).isEqualTo(Money.of("590"));
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
        refused("maker-is-checker", () -> disputes.approve(FELIX, ref));
        refused("needs-approval", () -> disputes.approve(HARISH, ref));
        disputes.approve(FARAH, ref);
        String own = decided("INV-2", "2026-07-01", "1000", "0", "100");
        request(FARAH, own);
        refused("maker-is-checker", () -> disputes.approve(FARAH, own));
        disputes.approve(FELIX, own);
    }

    @Test
    void aLargeNoteNeedsTheHeadToo() {
        String ref = decided("INV-1", "2026-07-01", "1000000", "0", "500000.01");
        request(ALICE, ref);
        refused("needs-approval", () -> disputes.approve(HARISH, ref));
        disputes.approve(FARAH, ref);
        assertThat(status(ref)).isEqualTo(NOTE_REQUESTED);
        refused("needs-approval", () -> disputes.approve(FELIX, ref));
        disputes.approve(HARISH, ref);
        assertThat(status(ref)).isEqualTo(APPROVED);
        String small = decided("INV-2", "2026-07-01", "1000000", "0", "500000");
        request(ALICE, small);
        disputes.approve(FARAH, small);
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
        disputes.approve(FELIX, ref);
        if (inTime) {
            disputes.issue(FARAH, ref);
        } else {
            refused("note-window-closed", () -> disputes.issue(FARAH, ref));
        }
        assertThat(status(ref)).isEqualTo(inTime ? ISSUED : APPROVED);
    }

    @Test
    void aLateNoteIsIssuedIfTheHeadAllowsItAndIsLateForEver() {
        String ref = decided("INV-1", "2026-05-24", "1000", "0", "100");
        request(ALICE, ref);
        disputes.approve(FELIX, ref);
        cast.as(ALICE, () -> service.askForLate(FormKey.fresh(), new Words(ref, "The customer was slow.")));
        refused("note-window-closed", () -> disputes.issue(FARAH, ref));
        cast.as(
                HARISH,
                () -> disputeService.decideException(
                        FormKey.fresh(), new DecideException(ref, disputes.exceptionOf(ref), true, "This once.")));
        String number = disputes.issue(FARAH, ref).get(0);
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
        disputes.approve(FELIX, ref);
        disputes.issue(FARAH, ref);
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
        disputes.approve(FELIX, ref);
        refused("over-applied", () -> disputes.issue(FARAH, ref));
        assertThat(status(ref)).isEqualTo(APPROVED);
        String other = decided("INV-2", "2026-07-01", "1000", "0", "900");
        request(ALICE, other);
        disputes.approve(FELIX, other);
        assertThat(disputes.issue(FARAH, other)).containsExactly("CN000/2627/00001");
    }

    @Test
    void aRequestIsTakenBackAndAskedForAnew() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        request(ALICE, ref);
        disputes.approve(FELIX, ref);
        refused("missing", () -> cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, " "))));
        cast.as(ALICE, () -> service.takeBack(FormKey.fresh(), new Words(ref, "wrong amount")));
        assertThat(status(ref)).isEqualTo(DECIDED);
        refused("wrong-state", () -> disputes.issue(FARAH, ref));
        request(ALICE, ref);
        refused("needs-approval", () -> disputes.issue(FARAH, ref));
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
        disputes.approve(FELIX, ref);
        List<String> numbers = disputes.issue(FARAH, ref);
        assertThat(numbers).containsExactly("CN000/2627/00001", "CN000/2627/00002");
        assertThat(note(numbers.get(0)).tax()).isEqualTo(Money.of("18"));
        assertThat(note(numbers.get(1)).tax()).isEqualTo(Money.of("12"));
    }

    @Test
    void aReopenedDisputeIsCreditedForTheRest() {
        String ref = decided("INV-1", "2026-07-01", "1000", "0", "100");
        request(ALICE, ref);
        disputes.approve(FELIX, ref);
        disputes.issue(FARAH, ref);
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
