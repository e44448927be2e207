package com.circledesk.collections.support;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
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

/** Support is asked for, answered with a clock, reminded of once for each span, done and rated. */
@IntegrationTest
class SupportRequestTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private SupportRequests requests;

    @Autowired
    private SupportQueries queries;

    @Autowired
    private WorkQueries workQueries;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @BeforeEach
    void people() {
        List.of(ALICE, FELIX, HARISH).forEach(cast::id);
        accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    private String asked() {
        AskForSupport asked = new AskForSupport(
                "KA-AIRTEL",
                Desk.BILLING,
                "Signed copies of August",
                null,
                Money.of("2500000.00"),
                cast.id(FELIX),
                LocalDate.parse("2026-11-30"));
        return cast.as(ALICE, () -> requests.ask(FormKey.fresh(), asked)).outcome();
    }

    private void act(Cast.Member who, String ref, SupportAct act, @Nullable String remark, @Nullable Integer rating) {
        cast.as(who, () -> requests.act(FormKey.fresh(), ref, act, remark, rating));
    }

    private void refused(Cast.Member who, String ref, SupportAct act, String code) {
        assertThatThrownBy(() -> act(who, ref, act, null, 4))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private SupportRow row(String ref) {
        return cast.as(ALICE, () -> queries.get(ref, LocalDate.now(clock), KA));
    }

    private long open(Cast.Member who) {
        return cast.as(who, () -> workQueries.counts(cast.id(who), LocalDate.now(clock), KA))
                .open();
    }

    @Test
    void whoIsAskedAcceptsAndDoesItAndWhoAskedRatesIt() {
        String ref = asked();
        assertThat(open(FELIX)).isEqualTo(1);
        refused(ALICE, ref, SupportAct.ACCEPT, "wrong-person");
        refused(FELIX, ref, SupportAct.FINISH, "wrong-state");
        refused(FELIX, ref, SupportAct.DECLINE, "missing");
        act(FELIX, ref, SupportAct.ACCEPT, null, null);
        act(FELIX, ref, SupportAct.FINISH, "Sent by mail.", null);
        assertThat(row(ref).status()).isEqualTo(SupportStatus.DONE);
        assertThat(open(FELIX)).isZero();
        refused(FELIX, ref, SupportAct.RATE, "wrong-person");
        act(ALICE, ref, SupportAct.RATE, null, 4);
        refused(ALICE, ref, SupportAct.RATE, "wrong-state");
        assertThat(row(ref).rating()).isEqualTo(4);
        assertThat(cast.as(ALICE, () -> workQueries.counts(cast.id(ALICE), LocalDate.now(clock), KA))
                        .unread())
                .as("accepted, done")
                .isEqualTo(2);
    }

    @Test
    void whatIsLateIsRemindedOfOnceForEachSpan() {
        String ref = asked();
        assertThat(work.<Integer>call(requests::remindOfLate)).isZero();
        clock.moveTo(LocalDate.parse("2026-11-24"));
        assertThat(row(ref).isLate(LocalDate.now(clock))).isTrue();
        assertThat(work.<Integer>call(requests::remindOfLate)).isEqualTo(1);
        assertThat(work.<Integer>call(requests::remindOfLate))
                .as("told already")
                .isZero();
        clock.moveTo(LocalDate.parse("2026-11-26"));
        assertThat(work.<Integer>call(requests::remindOfLate))
                .as("the next span")
                .isEqualTo(1);
        act(ALICE, ref, SupportAct.REMIND, null, null);
        refused(ALICE, ref, SupportAct.REMIND, "duplicate");
        act(FELIX, ref, SupportAct.DECLINE, "Billing has no copies.", null);
        clock.moveTo(LocalDate.parse("2026-12-20"));
        assertThat(work.<Integer>call(requests::remindOfLate)).isZero();
        assertThat(cast.as(ALICE, () -> queries.events(row(ref).id(), KA)))
                .extracting(SupportEvent::kind)
                .containsExactly("DECLINED", "REMINDED", "REMINDED", "REMINDED", "ASKED");
    }

    private void handOver(Cast.Member who, String ref, Cast.Member to) {
        cast.as(
                who,
                () -> requests.handOver(FormKey.fresh(), new HandOver(ref, Desk.LEGAL, cast.id(to), "It is in court")));
    }

    @Test
    void whoIsAskedHandsItOverAndItsClockGoesOn() {
        String ref = asked();
        LocalDate clockBefore = row(ref).clock();
        assertThatThrownBy(() -> handOver(ALICE, ref, HARISH)).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> handOver(FELIX, ref, BOB))
                .as("who does not see the circle")
                .isInstanceOf(BusinessRuleException.class);
        handOver(FELIX, ref, HARISH);
        assertThat(row(ref))
                .extracting(SupportRow::desk, SupportRow::ownerId, SupportRow::status, SupportRow::clock)
                .containsExactly(Desk.LEGAL, cast.id(HARISH), SupportStatus.ASKED, clockBefore);
        assertThat(open(FELIX)).isZero();
        assertThat(open(HARISH)).isEqualTo(1);
        refused(FELIX, ref, SupportAct.ACCEPT, "wrong-person");
        assertThat(cast.as(ALICE, () -> queries.events(row(ref).id(), KA)))
                .first()
                .extracting(SupportEvent::kind, SupportEvent::remark)
                .containsExactly("HANDED_OVER", "To Harish Gowda, Legal: It is in court");
        act(HARISH, ref, SupportAct.ACCEPT, null, null);
        handOver(HARISH, ref, FELIX);
        act(FELIX, ref, SupportAct.FINISH, null, null);
        assertThat(open(FELIX)).isZero();
        assertThatThrownBy(() -> handOver(FELIX, ref, HARISH))
                .as("it is over")
                .isInstanceOf(BusinessRuleException.class);
    }
}
