package com.circledesk.collections.plans;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import com.circledesk.work.WorkQueries;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The life of an action plan, and which rupees nobody cares for. The clock stands at 21 November 2026. */
@IntegrationTest
class ActionPlanTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @Autowired
    private ActionPlans plans;

    @Autowired
    private ActionPlanQueries queries;

    @Autowired
    private OrphanRupeeQueries orphans;

    @Autowired
    private WorkQueries workQueries;

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
    private Cast cast;

    private long airtel;

    private long old;

    @BeforeEach
    void book() {
        List.of(ALICE, BOB, HARISH).forEach(cast::id);
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long small = accounts.create("KA-SMALL", "Small", "KA");
        work.on("2026-08-01", () -> {
            old = receivables.invoice(airtel, "INV-OLD", "2026-06-01", "2026-07-01", "1500000");
            receivables.invoice(airtel, "INV-NEW", "2026-08-01", "2026-10-31", "500000");
            receivables.invoice(airtel, "INV-NOT-DUE", "2026-08-01", "2026-12-31", "700000");
            receivables.invoice(small, "INV-SMALL", "2026-06-01", "2026-07-01", "1000000");
        });
    }

    private OpenPlan plan(@Nullable Integer overdueDays, String... invoices) {
        return new OpenPlan(
                "KA-AIRTEL",
                "Invoices not booked",
                overdueDays,
                List.of(invoices),
                LocalDate.parse("2026-12-10"),
                LocalDate.parse("2026-11-28"),
                cast.id(ALICE),
                "Joint booking day with circle finance.",
                List.of(new PlanStep("Send copies of all invoices", cast.id(ALICE), LocalDate.parse("2026-11-24"))));
    }

    private String open(OpenPlan plan) {
        return cast.as(ALICE, () -> plans.open(FormKey.fresh(), plan)).outcome();
    }

    private PlanRow row(String ref) {
        return cast.as(ALICE, () -> queries.get(ref, LocalDate.now(clock), KA));
    }

    private OrphanRupees share() {
        return cast.as(ALICE, () -> orphans.share(KA, BookFilter.NONE, LocalDate.now(clock)));
    }

    @Test
    void aPlanIsOpenedReviewedAndEnded() {
        refused(() -> plans.open(FormKey.fresh(), plan(200)), "missing");
        refused(() -> plans.open(FormKey.fresh(), plan(null, "INV-OLD", "INV-SMALL")), "unknown-invoice");
        String ref = open(plan(90));
        assertThat(ref).startsWith("AP-KA-");
        assertThat(row(ref).covered()).isEqualTo(Money.of("1500000.00"));
        assertThat(row(ref).stepsOpen()).isEqualTo(1);
        refused(() -> plans.open(FormKey.fresh(), plan(0)), "duplicate");

        long receipt = receivables.receipt(airtel, "RC-1", "2026-11-20", "400000");
        receivables.allocate(receipt, old, "400000", "2026-11-20");
        assertThat(row(ref).covered()).isEqualTo(Money.of("1100000.00"));
        assertThat(row(ref).collected()).isEqualTo(Money.of("400000.00"));

        ReviewPlan review =
                new ReviewPlan(ref, 0, "Half is booked.", LocalDate.parse("2026-12-20"), LocalDate.parse("2026-12-05"));
        List<Race.Finish<Object>> both = Race.of(2, cast.actor(ALICE), runner -> plans.review(FormKey.fresh(), review));
        assertThat(both).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(both)
                .filteredOn(each -> each.refusal() instanceof PlanChangedException)
                .hasSize(1);
        assertThat(row(ref).expectedOn()).isEqualTo("2026-12-20");

        EndPlan end = new EndPlan(ref, 1, PlanOutcome.PARTLY, "The rest is disputed.");
        assertThatThrownBy(() -> cast.as(BOB, () -> plans.end(FormKey.fresh(), end)))
                .isInstanceOf(NotFoundException.class);
        cast.as(ALICE, () -> plans.end(FormKey.fresh(), end));
        assertThat(row(ref).outcome()).isEqualTo(PlanOutcome.PARTLY);
        assertThat(row(ref).stepsOpen()).isZero();
        assertThat(cast.as(ALICE, () -> workQueries.tasks(cast.id(ALICE), false, 0, 10, KA)))
                .isEmpty();
        assertThat(cast.as(ALICE, () -> queries.reviews(row(ref).id(), KA))).hasSize(3);
        refused(() -> plans.review(FormKey.fresh(), review), "wrong-state");
        assertThat(open(plan(0))).isNotEqualTo(ref);
    }

    @Test
    void noRupeeAboveTheThresholdIsLeftAlone() {
        assertThat(share().overdue())
                .as("the small account is not above ten lakh")
                .isEqualTo(Money.of("2000000.00"));
        assertThat(share().share()).isEqualByComparingTo("0.0");
        String dispute = disputes.raised("INV-NEW", "100000");
        assertThat(share().cared()).isEqualTo(Money.of("100000.00"));
        String ref = open(plan(90));
        assertThat(share().cared()).isEqualTo(Money.of("1600000.00"));
        assertThat(share().share()).isEqualByComparingTo("80.0");
        assertThat(cast.as(ALICE, () -> orphans.accounts(KA, BookFilter.NONE, TODAY)))
                .singleElement()
                .satisfies(row -> assertThat(row.orphan()).isEqualTo(Money.of("400000.00")));
        clock.moveTo(TODAY.plusDays(20));
        assertThat(share().cared()).as("the day of the cash has passed").isEqualTo(Money.of("100000.00"));
        cast.as(
                ALICE,
                () -> plans.review(
                        FormKey.fresh(),
                        new ReviewPlan(
                                ref, 0, "Next week.", LocalDate.parse("2026-12-20"), LocalDate.parse("2026-12-15"))));
        assertThat(share().cared()).isEqualTo(Money.of("1600000.00"));
        assertThat(dispute).isNotBlank();
    }

    private void refused(java.util.function.Supplier<?> attempt, String code) {
        assertThatThrownBy(() -> cast.as(ALICE, attempt::get))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
