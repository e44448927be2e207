package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.DecideDispute.Outcome;
import com.circledesk.disputes.NoteService.Words;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.NoteClocks;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who approves, and who in whose place. The day is 21 November 2026. */
@IntegrationTest
class NoteDelegationTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Autowired
    private NoteService service;

    @Autowired
    private NoteSettings settings;

    @Autowired
    private NoteQueries notes;

    @Autowired
    private NoteClocks clocks;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Invariance invariance;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @BeforeEach
    void anInvoice() {
        receivables.invoice(
                accounts.create("KA-AIRTEL", "Airtel", "KA"), "INV-1", "2026-07-01", "2026-07-31", "9000000");
    }

    @AfterEach
    void theBookIsRight() {
        invariance.check();
    }

    private void away(Cast.Member absent, Cast.Member delegate, LocalDate from, LocalDate to) {
        cast.id(absent);
        cast.id(delegate);
        cast.as(ARUN, () -> {
            settings.delegate(absent.email(), delegate.email(), from, to, "leave");
            return true;
        });
    }

    private String requestedBy(Cast.Member maker, String amount) {
        String ref = disputes.raised("INV-1", amount);
        disputes.decided(ref, Outcome.VALID);
        cast.as(maker, () -> service.request(FormKey.fresh(), new Words(ref, "")));
        return ref;
    }

    private NoteRequestDetail request(String ref) {
        return cast.as(ALICE, () -> notes.request(disputes.id(ref), KA)).orElseThrow();
    }

    @Test
    void whoStandsInForTheHeadApprovesAndBothAreNamed() {
        String ref = requestedBy(ALICE, "600000");
        disputes.approve(FARAH, ref);
        refused("needs-approval", () -> disputes.approve(FELIX, ref));
        away(HARISH, FELIX, TODAY, TODAY);
        assertThat(cast.as(FELIX, () -> notes.approvingRoles(cast.id(FELIX), "KA", KA)))
                .containsExactlyInAnyOrder("FINANCE", "SALES_HEAD");
        disputes.approve(FELIX, ref);
        assertThat(request(ref).approvals().get(1).who()).isEqualTo("felix@example.test for harish@example.test");
        assertThat(request(ref).missing()).isEmpty();
    }

    @Test
    void nobodyTakesTwoStepsByStandingIn() {
        String ref = requestedBy(ALICE, "600000");
        away(HARISH, FARAH, TODAY, TODAY);
        disputes.approve(FARAH, ref);
        refused("maker-is-checker", () -> disputes.approve(FARAH, ref));
        disputes.approve(HARISH, ref);
    }

    @Test
    void itHoldsOnItsDaysAndUntilItIsEnded() {
        String ref = requestedBy(ALICE, "600000");
        disputes.approve(FARAH, ref);
        away(HARISH, FELIX, TODAY.plusDays(1), TODAY.plusDays(2));
        refused("needs-approval", () -> disputes.approve(FELIX, ref));
        clock.moveTo(TODAY.plusDays(3));
        refused("needs-approval", () -> disputes.approve(FELIX, ref));
        clock.moveTo(TODAY.plusDays(2));
        long id = settingsOf(ARUN).get(0).id();
        cast.as(ARUN, () -> settings.end(id));
        refused("needs-approval", () -> disputes.approve(FELIX, ref));
        away(HARISH, FELIX, TODAY.plusDays(2), TODAY.plusDays(2));
        disputes.approve(FELIX, ref);
    }

    private List<NoteSettings.Delegation> settingsOf(Cast.Member who) {
        return cast.as(who, () -> settings.delegations());
    }

    @Test
    void theMakerStandsInForNobodyAndNobodyForTheMaker() {
        away(HARISH, FELIX, TODAY, TODAY);
        String ofTheDelegate = requestedBy(FELIX, "600000");
        disputes.approve(FARAH, ofTheDelegate);
        refused("maker-is-checker", () -> disputes.approve(FELIX, ofTheDelegate));
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "INV-2", "2026-07-01", "2026-07-31", "9000000");
        String ref = disputes.raised("INV-2", "600000");
        disputes.decided(ref, Outcome.VALID);
        cast.as(HARISH, () -> service.request(FormKey.fresh(), new Words(ref, "")));
        disputes.approve(FARAH, ref);
        refused("maker-is-checker", () -> disputes.approve(FELIX, ref));
    }

    @Test
    void onlyWhoApprovesStandsIn() {
        cast.id(ALICE);
        refused("unknown-user", () -> away(HARISH, ALICE, TODAY, TODAY));
        refused("bad-choice", () -> away(HARISH, HARISH, TODAY, TODAY));
        refused("out-of-range", () -> away(HARISH, FELIX, TODAY, TODAY.minusDays(1)));
    }

    @Test
    void anotherChainHoldsForWhatIsAskedForLater() {
        String before = requestedBy(ALICE, "600000");
        cast.as(ARUN, () -> {
            settings.begin(List.of(
                    new NoteSettings.Step(TODAY.plusDays(1), 1, "SALES_HEAD", Money.ZERO),
                    new NoteSettings.Step(TODAY.plusDays(1), 2, "FINANCE", Money.of("1000000"))));
            return true;
        });
        refused(
                "out-of-range",
                () -> cast.as(ARUN, () -> {
                    settings.begin(List.of(new NoteSettings.Step(TODAY, 1, "FINANCE", Money.ZERO)));
                    return true;
                }));
        clock.moveTo(TODAY.plusDays(1));
        assertThat(request(before).missing()).extracting(NoteStep::role).containsExactly("FINANCE", "SALES_HEAD");
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "INV-2", "2026-07-01", "2026-07-31", "9000000");
        String ref = disputes.raised("INV-2", "600000");
        disputes.decided(ref, Outcome.VALID);
        cast.as(ALICE, () -> service.request(FormKey.fresh(), new Words(ref, "")));
        assertThat(request(ref).missing()).extracting(NoteStep::role).containsExactly("SALES_HEAD");
    }

    @Test
    void anotherClockBeginsLaterAndIsInOrder() {
        var now = clocks.all().get(0);
        var later = new com.circledesk.receivables.NoteClock(
                TODAY.plusDays(1), 200, 15, 45, 75, 105, 135, 165, 200, List.of(190), 10, 48);
        cast.as(ARUN, () -> {
            settings.begin(later);
            return true;
        });
        assertThat(clocks.all()).containsExactly(later, now);
        refused(
                "out-of-range",
                () -> cast.as(ARUN, () -> {
                    settings.begin(new com.circledesk.receivables.NoteClock(
                            TODAY.plusDays(2), 180, 50, 45, 75, 105, 135, 165, 180, List.of(), 30, 24));
                    return true;
                }));
    }
}
