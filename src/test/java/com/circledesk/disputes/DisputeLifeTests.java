package com.circledesk.disputes;

import static com.circledesk.disputes.DisputeStatus.*;
import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.forms.FormAlreadySentException;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The life of a dispute, and what stands in its way. */
@IntegrationTest
class DisputeLifeTests {
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

    private long airtel;

    @BeforeEach
    void anInvoice() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "INV-1", "2026-07-01", "2026-07-31", "1000");
    }

    private DisputeDetail get(String ref) {
        return cast.as(ALICE, () -> queries.get(ref, KA));
    }

    private Submission raise(Cast.Member who, RaiseDispute asked) {
        return cast.as(who, () -> service.raise(FormKey.fresh(), asked));
    }

    private static RaiseDispute.Line whole(String invoice, String amount) {
        return new RaiseDispute.Line(invoice, null, Money.of(amount), null);
    }

    private static RaiseDispute.Line line(String invoice, int line, String amount) {
        return new RaiseDispute.Line(invoice, line, Money.of(amount), null);
    }

    private void bill(String invoice, int lineNo, String site, String period, String taxable) {
        work.run(() -> {
            jdbc.sql("insert into site (code, circle) values (:site, 'KA') on conflict do nothing")
                    .param("site", site)
                    .update();
            jdbc.sql("""
                            insert into invoice_line (invoice_id, line_no, circle, site_id, charge_type, period, taxable_amount, tax_amount)
                            select i.id, :line, i.circle, s.id, 'RENTAL', :period, cast(:taxable as numeric), 0
                            from invoice i join site s on s.code = :site where i.invoice_no = :invoice
                            """)
                    .param("invoice", invoice)
                    .param("line", lineNo)
                    .param("site", site)
                    .param("period", period)
                    .param("taxable", taxable)
                    .update();
        });
    }

    @Test
    void theTablesAndTheCodeAgreeWhichStepMayFollowWhich() {
        Set<String> inCode = new TreeSet<>();
        for (DisputeStatus from : DisputeStatus.values()) {
            for (DisputeStatus to : DisputeStatus.values()) {
                if (from.canBecome(to)) {
                    inCode.add("%s %s %s".formatted(from, to, from.needsReason(to)));
                }
            }
        }
        assertThat(jdbc.sql("select from_status || ' ' || to_status || ' ' || needs_reason from dispute_transition")
                        .query(String.class)
                        .set())
                .isEqualTo(inCode);
        for (DisputeStatus status : DisputeStatus.values()) {
            assertThat(jdbc.sql(
                                    "select position || ' ' || is_open || ' ' || takes_lines from dispute_status where status = :s")
                            .param("s", status.name())
                            .query(String.class)
                            .single())
                    .isEqualTo("%d %s %s".formatted(status.ordinal() + 1, status.isOpen(), status.takesLines()));
        }
    }

    @Test
    void aDisputeIsRaisedAndRunsOnItsOldestInvoice() {
        receivables.invoice(airtel, "INV-0", "2026-06-01", "2026-07-01", "500");
        String ref = raise(
                        ALICE,
                        disputes.command("RATE", "2026-08-01", null, whole("INV-1", "400"), whole("inv-0 ", "500")))
                .outcome();
        DisputeDetail dispute = get(ref);
        assertThat(dispute.status()).isEqualTo(RAISED);
        assertThat(dispute.disputed()).isEqualTo(Money.of("900"));
        assertThat(dispute.oldestInvoice()).isEqualTo("2026-06-01");
        assertThat(dispute.closesOn()).isEqualTo("2026-11-28");
        assertThat(dispute.stageDueOn()).isEqualTo("2026-07-16");
        assertThat(dispute.raisedOn()).isEqualTo("2026-08-01");
        assertThat(dispute.owner()).isEqualTo(ALICE.email());
    }

    @Test
    void eachStepLeadsToTheNextUntilItIsClosed() {
        String ref = disputes.raised("INV-1", "400");
        disputes.move(ref, VALIDATING, null);
        disputes.move(ref, JOINT_MEETING, null);
        cast.as(
                ALICE,
                () -> service.decide(
                        FormKey.fresh(),
                        new DecideDispute(ref, Outcome.INVALID, List.of(), "rate card", "The rate card says so.")));
        assertThat(get(ref).outcome()).isEqualTo(Outcome.INVALID);
        disputes.move(ref, CLOSED, "Nothing in it.");
        assertThat(get(ref).endedOn()).isEqualTo("2026-11-21");
        assertThat(cast.as(ALICE, () -> queries.timeline(get(ref).id(), KA)))
                .extracting(DisputeEvent::what)
                .containsExactly("CLOSED", "DECIDED", "JOINT_MEETING", "VALIDATING", "RAISED");
        disputes.move(ref, VALIDATING, "The customer found the agreement.");
        assertThat(get(ref).status()).isEqualTo(VALIDATING);
        assertThat(get(ref).endedOn()).isNull();
    }

    @Test
    void everyStepThatMayNotFollowIsRefusedInTheServiceToo() {
        String ref = disputes.raised("INV-1", "400");
        List<String> taken = new ArrayList<>();
        for (DisputeStatus to : DisputeStatus.values()) {
            if (!RAISED.canBecome(to)) {
                refused("wrong-state", () -> disputes.move(ref, to, "because"));
                taken.add(to.name());
            }
        }
        assertThat(taken).hasSize(8);
        refused("missing", () -> disputes.move(ref, WITHDRAWN, " "));
        refused(
                "wrong-state",
                () -> cast.as(
                        ALICE,
                        () -> service.decide(
                                FormKey.fresh(), new DecideDispute(ref, Outcome.VALID, List.of(), null, "agreed"))));
        assertThat(get(ref).status()).isEqualTo(RAISED);
    }

    @Test
    void whatIsValidIsNotClosedWithoutItsNote() {
        String ref = disputes.raised("INV-1", "400");
        disputes.decided(ref, Outcome.VALID);
        refused("wrong-state", () -> disputes.move(ref, CLOSED, "let it be"));
        assertThat(get(ref).decided()).isEqualTo(Money.of("400"));
    }

    @Test
    void aPartOfItsLinesIsValid() {
        bill("INV-1", 1, "S-1", "2026-07", "600");
        bill("INV-1", 2, "S-2", "2026-07", "400");
        String ref = raise(
                        ALICE, disputes.command("RATE", null, null, line("INV-1", 1, "600"), line("INV-1", 2, "100")))
                .outcome();
        disputes.move(ref, VALIDATING, null);
        refused("exceeds-disputed", () -> decide(ref, new DecideDispute.Line("INV-1", 2, Money.of("100.01"))));
        refused("unknown-line", () -> decide(ref, new DecideDispute.Line("INV-1", null, Money.of("1"))));
        decide(ref, new DecideDispute.Line("INV-1", 1, Money.of("250")));
        assertThat(get(ref).decided()).isEqualTo(Money.of("250"));
        assertThat(get(ref).outcome()).isEqualTo(Outcome.PARTLY);
    }

    private void decide(String ref, DecideDispute.Line line) {
        cast.as(
                ALICE,
                () -> service.decide(
                        FormKey.fresh(), new DecideDispute(ref, Outcome.PARTLY, List.of(line), null, "as measured")));
    }

    @Test
    void noMoreIsDisputedThanIsOpen() {
        refused("exceeds-open", () -> disputes.raised("INV-1", "1000.01"));
        disputes.raised("INV-1", "1000");
        receivables.invoice(airtel, "INV-2", "2026-07-01", "2026-07-31", "300");
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-08-01", "200"), invoice("INV-2"), "200");
        refused("exceeds-open", () -> disputes.raised("INV-2", "100.01"));
        disputes.raised("INV-2", "100");
    }

    private long invoice(String number) {
        return work.call(() -> jdbc.sql("select id from invoice where invoice_no = :no")
                .param("no", number)
                .query(Long.class)
                .single());
    }

    @Test
    void whatIsRefusedSaysWhy() {
        refused("future-date", () -> disputes.raise(disputes.command("RATE", "2026-11-22", null, whole("INV-1", "1"))));
        refused(
                "before-document",
                () -> disputes.raise(disputes.command("RATE", "2026-06-30", null, whole("INV-1", "1"))));
        refused("bad-choice", () -> disputes.raise(disputes.command("NONE", null, null, whole("INV-1", "1"))));
        refused("missing", () -> disputes.raise(disputes.command("RATE", null, null)));
        refused("unknown-line", () -> disputes.raise(disputes.command("RATE", null, null, line("INV-1", 7, "1"))));
        refused(
                "duplicate",
                () -> disputes.raise(disputes.command("RATE", null, null, whole("INV-1", "1"), whole("INV-1", "2"))));
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "JIO-1", "2026-07-01", "2026-07-31", "10");
        refused(
                "account-mismatch",
                () -> disputes.raise(disputes.command("RATE", null, null, whole("INV-1", "1"), whole("JIO-1", "2"))));
        receivables.invoice(accounts.create("MH-JIO", "Jio", "MH"), "MH-1", "2026-07-01", "2026-07-31", "10");
        assertThatThrownBy(() -> raise(ALICE, disputes.command("RATE", null, null, whole("MH-1", "1"))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void theSameSiteMonthAndChargeIsClaimedOnceUnlessTheHeadAllowsIt() {
        receivables.invoice(airtel, "INV-2", "2026-08-01", "2026-08-31", "1000");
        bill("INV-1", 1, "S-1", "2026-07", "600");
        bill("INV-2", 1, "S-1", "2026-07", "600");
        bill("INV-2", 2, "S-1", "2026-08", "400");
        String first = raise(ALICE, disputes.command("RATE", null, null, line("INV-1", 1, "600")))
                .outcome();
        RaiseDispute again = disputes.command("RATE", null, null, line("INV-2", 1, "600"), line("INV-2", 2, "50"));
        assertThatThrownBy(() -> raise(ALICE, again))
                .isInstanceOfSatisfying(
                        AlreadyCreditedException.class,
                        e -> assertThat(e.earlier())
                                .singleElement()
                                .satisfies(claim -> assertThat(claim.document()).isEqualTo(first)));
        String ref = raise(
                        ALICE,
                        disputes.command(
                                "RATE", null, "Billed twice.", line("INV-2", 1, "600"), line("INV-2", 2, "50")))
                .outcome();
        refused("needs-approval", () -> disputes.move(ref, VALIDATING, null));
        long exception = disputes.exceptionOf(ref);
        refused("needs-approval", () -> allow(ALICE, ref, exception));
        allow(HARISH, ref, exception);
        disputes.move(ref, VALIDATING, null);
        refused("wrong-state", () -> allow(HARISH, ref, exception));
    }

    private void allow(Cast.Member who, String ref, long exception) {
        cast.as(
                who,
                () -> service.decideException(FormKey.fresh(), new DecideException(ref, exception, true, "Seen.")));
    }

    @Test
    void theHeadDoesNotAllowWhatTheHeadAskedFor() {
        disputes.raised("INV-1", "100");
        String ref = raise(HARISH, disputes.command("RATE", null, "Once more.", whole("INV-1", "100")))
                .outcome();
        refused("maker-is-checker", () -> allow(HARISH, ref, disputes.exceptionOf(ref)));
    }

    @Test
    void whatTheHeadRefusesIsWithdrawnWithIt() {
        disputes.raised("INV-1", "100");
        String ref = raise(ALICE, disputes.command("RATE", null, "Once more.", whole("INV-1", "100")))
                .outcome();
        cast.as(
                HARISH,
                () -> service.decideException(
                        FormKey.fresh(), new DecideException(ref, disputes.exceptionOf(ref), false, "No.")));
        assertThat(get(ref).status()).isEqualTo(WITHDRAWN);
    }

    @Test
    void aNoteOnTheInvoiceStandsInTheWayToo() {
        receivables.creditNote(airtel, "CN-1", "2026-08-01", "50", invoice("INV-1"));
        assertThatThrownBy(() -> disputes.raised("INV-1", "100"))
                .isInstanceOf(AlreadyCreditedException.class)
                .hasMessageContaining("CN-1");
    }

    @Test
    void anotherClaimMeanwhileKeepsAWithdrawnDisputeFromBeingReopened() {
        String ref = disputes.raised("INV-1", "400");
        disputes.move(ref, WITHDRAWN, "A mistake.");
        disputes.raised("INV-1", "700");
        refused("already-credited", () -> disputes.move(ref, VALIDATING, "Not a mistake."));
        assertThat(get(ref).status()).isEqualTo(WITHDRAWN);
    }

    @Test
    void whatWasPaidMeanwhileKeepsItFromBeingReopened() {
        String ref = disputes.raised("INV-1", "400");
        disputes.move(ref, WITHDRAWN, "A mistake.");
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-08-01", "700"), invoice("INV-1"), "700");
        refused("exceeds-open", () -> disputes.move(ref, VALIDATING, "Not a mistake."));
    }

    @Test
    void twoWhoDecideAtOnceDecideOnce() {
        String ref = disputes.raised("INV-1", "400");
        disputes.move(ref, VALIDATING, null);
        var finishes = Race.of(
                8,
                cast.actor(FELIX),
                runner -> service.decide(
                        FormKey.fresh(),
                        new DecideDispute(
                                ref, runner % 2 == 0 ? Outcome.VALID : Outcome.INVALID, List.of(), null, "so")));
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
        assertThat(finishes.stream().filter(finish -> !finish.won()))
                .allSatisfy(finish -> assertThat(finish.refusal()).isInstanceOf(WrongStateException.class));
    }

    @Test
    void manyWhoClaimTheSameAtOnceClaimItOnce() {
        RaiseDispute asked = disputes.command("RATE", null, null, whole("INV-1", "600"));
        var finishes = Race.of(8, cast.actor(ALICE), runner -> service.raise(FormKey.fresh(), asked));
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
        assertThat(finishes.stream().filter(finish -> !finish.won()))
                .allSatisfy(finish -> assertThat(finish.refusal()).isInstanceOf(AlreadyCreditedException.class));
    }

    @Test
    void aFormSentTwiceCountsOnce() {
        RaiseDispute asked = disputes.command("RATE", null, null, whole("INV-1", "600"));
        FormKey key = FormKey.fresh();
        var finishes = Race.of(
                6, cast.actor(ALICE), runner -> service.raise(key, asked).outcome());
        assertThat(finishes.stream().map(Race.Finish::result).distinct()).hasSize(1);
        ActorContext.runAs(
                cast.actor(ALICE),
                () -> assertThatThrownBy(
                                () -> service.raise(key, disputes.command("TAX", null, null, whole("INV-1", "600"))))
                        .isInstanceOf(FormAlreadySentException.class));
    }

    @Test
    void aStaleEditChangesNothing() {
        String ref = disputes.raised("INV-1", "600");
        EditDispute edit = new EditDispute(ref, get(ref).version(), ALICE.email(), null, "C-77", null);
        cast.as(ALICE, () -> {
            service.edit(edit);
            return true;
        });
        assertThat(get(ref).customerRef()).isEqualTo("C-77");
        ActorContext.runAs(
                cast.actor(ALICE),
                () -> assertThatThrownBy(() -> service.edit(edit)).isInstanceOf(DisputeChangedException.class));
    }
}
