package com.circledesk.collections.targets;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormAlreadySentException;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Role;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the proposal to the month's end: versions, approval, the bridge, frozen landings, closing. */
@IntegrationTest
class TargetsTests {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    /** Another head of Karnataka. */
    private static final Member HEMA = new Member("hema@example.test", "Hema Rao", Role.SALES_HEAD, "KA");

    @Autowired
    private TargetProposals proposals;

    @Autowired
    private TargetService service;

    @Autowired
    private TargetQueries queries;

    @Autowired
    private TargetListQueries lists;

    @Autowired
    private Landings landings;

    @Autowired
    private LandingQueries landingQueries;

    @Autowired
    private MonthClose monthClose;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void anAccountThatOwesMoney() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        work.run(() -> jdbc.sql(
                        "insert into account_manager (account_id, circle, from_on, user_id) values (:a, 'KA', '2026-01-01', :u)")
                .param("a", airtel)
                .param("u", cast.id(ALICE))
                .update());
        clock.moveTo(LocalDate.of(2026, 11, 1));
    }

    @Test
    void theProposalIsWhatWasOpenAsTheMonthBeganNetOfTaxAndDisputesSplitByDueDate() {
        // Due before the month: 1,00,000 + 18 % less 2 % tax of the taxable value = 1,16,000.
        long old = receivables.invoice(airtel, "OLD", "RENTAL", "2026-08-01", "2026-08-31", "100000", "18000");
        // Due on its last day, half of it disputed: 59,000 are left, with half of the tax.
        receivables.invoice(airtel, "HALF", "RENTAL", "2026-10-31", "2026-11-30", "100000", "18000");
        disputes.raised("HALF", "59000");
        // Billed on its first day: the month's own. Due the day after it: not yet.
        receivables.invoice(airtel, "FIRST", "2026-11-01", "2026-11-30", "1000");
        receivables.invoice(airtel, "LATER", "2026-11-01", "2026-12-01", "7000");
        // Paid in October, paid on the first of November: the former is out of it, the latter in it.
        long paid = receivables.invoice(airtel, "PAID", "2026-07-01", "2026-07-31", "500");
        receivables.allocate(receivables.receipt(airtel, "RC-1", "2026-10-31", "500"), paid, "500");
        receivables.allocate(receivables.receipt(airtel, "RC-2", "2026-11-01", "18000"), old, "18000");
        accounts.create("KA-IDLE", "Jio", "KA");

        assertThat(proposals.propose()).isEqualTo(1);
        assertThat(proposals.propose()).isZero();

        TargetDetail target = target(ALICE);
        assertThat(target.versions()).singleElement().satisfies(version -> {
            assertThat(version.current()).isEqualTo(Money.of("58980.00"));
            assertThat(version.arrears()).isEqualTo(Money.of("116000.00"));
            assertThat(version.madeBy()).isEqualTo("system:targets");
        });
        assertThat(target.basis())
                .containsExactly(
                        basis(TargetBasis.Part.CURRENT, 2, "119000.00", "59000.00", "1020.00", "58980.00"),
                        basis(TargetBasis.Part.ARREARS, 1, "118000.00", "0.00", "2000.00", "116000.00"));
        assertThatThrownBy(() -> target(BOB)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void changesAreVersionsWithReasonsAndAnotherPersonApprovesThem() {
        receivables.invoice(airtel, "OLD", "2026-08-01", "2026-08-31", "1000");
        proposals.propose();
        assertThatThrownBy(() -> change(ALICE, 0, "700", "Plan of instalments"))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("CircleDesk changed this target");
        FormKey key = FormKey.fresh();
        assertThat(change(ALICE, key, 1, "700", "Plan of instalments")).isEqualTo("2");
        assertThat(change(ALICE, key, 1, "700", "Plan of instalments")).isEqualTo("2");
        assertThatThrownBy(() -> change(ALICE, key, 1, "600", "Plan of instalments"))
                .isInstanceOf(FormAlreadySentException.class);
        assertThatThrownBy(() -> decide(HARISH, true, null)).hasMessageContaining("latest version");
        cast.id(HARISH);
        submit(ALICE);
        assertThat(tasksOf(HARISH)).isEqualTo(1);
        assertThat(decide(HARISH, true, null)).isEqualTo("1");
        assertThat(tasksOf(HARISH)).isZero();
        assertThat(row(ALICE, NOVEMBER.atDay(1))).satisfies(row -> {
            assertThat(row.target()).isEqualTo(Money.of("700.00"));
            assertThat(row.unapproved()).isZero();
        });

        // A later version waits for its own approval; until then the one before counts. Its maker may not approve it.
        change(HARISH, FormKey.fresh(), 2, "800", "The customer offered more");
        submit(ALICE);
        assertThat(row(ALICE, NOVEMBER.atDay(1)).target()).isEqualTo(Money.of("700.00"));
        assertThatThrownBy(() -> decide(HARISH, true, null)).hasMessageContaining("another head");
        assertThatThrownBy(() -> decide(HEMA, false, " ")).isInstanceOf(BusinessRuleException.class);
        assertThat(decide(HEMA, false, "Ask for 900")).isEqualTo("1");
        assertThat(row(ALICE, NOVEMBER.atDay(1)).target()).isEqualTo(Money.of("700.00"));
        assertThat(target(ALICE).last().orElseThrow().state()).isEqualTo(TargetState.RETURNED);
    }

    @Test
    void ofTwoHeadsWhoApproveAtOnceOneWinsAndTheOtherReadsWhy() {
        receivables.invoice(airtel, "OLD", "2026-08-01", "2026-08-31", "1000");
        proposals.propose();
        submit(ALICE);
        long version = target(ALICE).last().orElseThrow().id();
        var heads = List.of(cast.actor(HARISH), cast.actor(HEMA));
        List<Race.Finish<String>> finishes = Race.of(
                2,
                work.actor(),
                runner -> ActorContext.callAs(
                        heads.get(runner),
                        null,
                        () -> service.decide(FormKey.fresh(), new DecideTargets(List.of(version), true, null))
                                .outcome()));
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(finish -> !finish.won())
                .singleElement()
                .satisfies(finish ->
                        assertThat(finish.refusal()).hasMessageContaining("KA-AIRTEL was approved already, by H"));
    }

    @Test
    void theMonthIsLivedThroughFromTheBridgeToItsClose() {
        receivables.invoice(airtel, "OLD", "2026-08-01", "2026-08-31", "1000");
        receivables.invoice(airtel, "NOV", "2026-10-15", "2026-11-14", "500");
        long lost = accounts.create("KA-JIO", "Jio", "KA");
        proposals.propose();

        // Cash, a receipt that bounced, tax beside it; October's money is not the month's.
        receivables.receipt(airtel, "RC-0", "2026-10-31", "5");
        receivables.receipt(airtel, "RC-1", "2026-11-03", "400");
        clock.moveTo(LocalDate.of(2026, 11, 10));
        long bounced = receivables.receipt(airtel, "RC-2", "2026-11-04", "300");
        receivables.reverse(DocumentKind.RECEIPT, bounced, "2026-11-09");
        receivables.receipt(lost, "RC-3", "2026-11-05", "50");

        BridgeRow row = row(ALICE, LocalDate.of(2026, 11, 10));
        assertThat(row.current()).isEqualTo(Money.of("490.00"));
        assertThat(row.arrears()).isEqualTo(Money.of("980.00"));
        assertThat(row.received()).isEqualTo(Money.of("400.00"));
        assertThat(row.gap()).isEqualTo(Money.of("1070.00"));
        // 10 to 30 November: 21 days less three Sundays and two Saturdays.
        assertThat(row.workingDays()).isEqualTo(16);
        assertThat(row.runRate()).isEqualTo(Money.of("66.88"));
        assertThat(row.achievement()).isEqualByComparingTo("27.2");
        Bridge bridge = bridge(ALICE, LocalDate.of(2026, 11, 10), BridgeGroup.MANAGER);
        assertThat(bridge.rows()).extracting(BridgeRow::label).containsExactly("Alice Rao", "");
        assertThat(bridge.total().received()).isEqualTo(Money.of("450.00"));
        assertThat(bridge.total().target())
                .isEqualTo(bridge(ALICE, LocalDate.of(2026, 11, 10), BridgeGroup.CIRCLE)
                        .total()
                        .target());
        assertThat(cast.as(
                        ALICE,
                        () -> queries.closingInvoices(
                                Scope.of("KA"),
                                BridgeRequest.of(NOVEMBER, LocalDate.of(2026, 11, 10), BridgeGroup.ACCOUNT),
                                10)))
                .extracting(ClosingInvoice::invoiceNo)
                .containsExactly("OLD", "NOV");

        // Frozen for each day that is over, once, by two instances too.
        List<Race.Finish<Integer>> frozen = Race.of(2, work.actor(), runner -> landings.freeze());
        assertThat(frozen).allMatch(Race.Finish::won);
        assertThat(landings.freeze()).isZero();
        assertThat(days(ALICE))
                .hasSize(9)
                .last()
                .satisfies(day -> assertThat(day.landing()).isEqualTo(Money.of("450.00")));

        // The month ends 670 short.
        receivables.receipt(airtel, "RC-4", "2026-11-28", "400");
        assertThatThrownBy(() -> close("DISPUTE", ALICE)).hasMessageContaining("not over");
        clock.moveTo(LocalDate.of(2026, 12, 1));
        landings.freeze();
        assertThat(days(ALICE)).hasSize(30);
        assertThatThrownBy(() -> close(null, ALICE)).hasMessageContaining("₹670.00");
        assertThatThrownBy(() -> close("NONSENSE", ALICE)).isInstanceOf(BusinessRuleException.class);
        close("DISPUTE", ALICE);
        assertThatThrownBy(() -> close("DISPUTE", ALICE)).hasMessageContaining("closed meanwhile");
        assertThat(tasksOf(ALICE)).isEqualTo(1);
        assertThat(target(ALICE).closed()).satisfies(closed -> {
            assertThat(closed.shortfall()).isEqualTo(Money.of("670.00"));
            assertThat(closed.reason()).isEqualTo("Disputed in the month");
            assertThat(closed.owner()).isEqualTo("Alice Rao");
        });
        proposals.propose();
        assertThat(cast.as(ALICE, () -> lists.target("KA-AIRTEL", NOVEMBER.plusMonths(1), Scope.of("KA"))))
                .satisfies(december -> {
                    assertThat(december.carried()).isNotNull();
                    assertThat(december.last().orElseThrow().arrears()).isEqualTo(Money.of("1470.00"));
                });
        assertThatThrownBy(() -> change(ALICE, FormKey.fresh(), 1, "1", "too late"))
                .hasMessageContaining("closed");

        // Alice's landings were 0 on two days, 400 on 25, 800 on three: against 800 that came.
        assertThat(cast.as(ALICE, () -> landingQueries.accuracy(Scope.of("KA"), NOVEMBER.plusMonths(1))))
                .filteredOn(accuracy -> accuracy.manager() != null)
                .singleElement()
                .satisfies(accuracy -> {
                    assertThat(accuracy.days()).isEqualTo(30);
                    assertThat(accuracy.came()).isEqualTo(Money.of("800.00"));
                    assertThat(accuracy.first()).isEqualTo(Money.ZERO);
                    assertThat(accuracy.last()).isEqualTo(Money.of("800.00"));
                });
    }

    private static TargetBasis basis(
            TargetBasis.Part part, int invoices, String open, String disputed, String tax, String net) {
        return new TargetBasis(part, invoices, Money.of(open), Money.of(disputed), Money.of(tax), Money.of(net));
    }

    private TargetDetail target(Member who) {
        Scope scope = who.equals(BOB) ? Scope.of("MH") : Scope.of("KA");
        return cast.as(who, () -> lists.target("KA-AIRTEL", NOVEMBER, scope));
    }

    private String change(Member who, int seen, String arrears, String reason) {
        return change(who, FormKey.fresh(), seen, arrears, reason);
    }

    private String change(Member who, FormKey key, int seen, String arrears, String reason) {
        return cast.as(
                who,
                () -> service.change(
                                key,
                                new ChangeTarget("ka-airtel", NOVEMBER, seen, Money.ZERO, Money.of(arrears), reason))
                        .outcome());
    }

    private void submit(Member who) {
        long version = target(who).last().orElseThrow().id();
        cast.as(who, () -> service.submit(FormKey.fresh(), new SubmitTargets(List.of(version))));
    }

    private String decide(Member head, boolean approved, @Nullable String why) {
        long version = target(head).last().orElseThrow().id();
        return cast.as(
                head,
                () -> service.decide(FormKey.fresh(), new DecideTargets(List.of(version), approved, why))
                        .outcome());
    }

    private void close(@Nullable String reason, Member owner) {
        CloseTargets.Line line = new CloseTargets.Line("KA-AIRTEL", reason, cast.id(owner), null);
        cast.as(ALICE, () -> monthClose.close(FormKey.fresh(), new CloseTargets(NOVEMBER, List.of(line))));
    }

    private Bridge bridge(Member who, LocalDate asOf, BridgeGroup groupBy) {
        return cast.as(who, () -> queries.bridge(Scope.of("KA"), NOVEMBER, asOf, groupBy));
    }

    private BridgeRow row(Member who, LocalDate asOf) {
        return bridge(who, asOf, BridgeGroup.ACCOUNT).rows().stream()
                .filter(row -> row.key().equals("KA-AIRTEL"))
                .findFirst()
                .orElseThrow();
    }

    private List<LandingRow> days(Member who) {
        return cast.as(
                who,
                () -> landingQueries.days(
                        Scope.of("KA"), BridgeRequest.of(NOVEMBER, LocalDate.of(2026, 11, 30), BridgeGroup.ACCOUNT)));
    }

    private long tasksOf(Member owner) {
        return cast.as(
                owner,
                () -> jdbc.sql("select count(*) from task where owner_id = :id and done_at is null")
                        .param("id", cast.id(owner))
                        .query(Long.class)
                        .single());
    }
}
