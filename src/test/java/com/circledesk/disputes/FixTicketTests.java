package com.circledesk.disputes;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.TaskRow;
import com.circledesk.work.Tasks;
import com.circledesk.work.WorkQueries;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Billing is asked to end a root cause: once at a time, with how often it came, and how often it came again. */
@IntegrationTest
class FixTicketTests {
    private static final Scope KA = Scope.of("KA");
    private static final String FORM = "/disputes/root-causes/tickets/new?rootCause=Rate+Card";

    @Autowired
    private FixTickets tickets;

    @Autowired
    private Tasks tasks;

    @Autowired
    private WorkQueries workQueries;

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

    @LocalServerPort
    private int port;

    @BeforeEach
    void causeInTwoCircles() {
        List.of(FARAH, FELIX, HARISH).forEach(cast::id);
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("MH-JIO", "Jio", "MH");
        work.on("2026-08-01", () -> {
            for (int at = 1; at <= 4; at++) {
                receivables.invoice(airtel, "INV-" + at, "2026-08-01", "2026-08-31", "1000");
            }
            receivables.invoice(jio, "JIO-1", "2026-08-01", "2026-08-31", "9000");
        });
        came("2026-09-01", "INV-1", "400", DecideDispute.Outcome.VALID);
        came("2026-09-02", "INV-2", "250", DecideDispute.Outcome.INVALID);
        came("2026-09-03", "JIO-1", "9000", DecideDispute.Outcome.VALID);
    }

    private void came(String on, String invoice, String amount, DecideDispute.Outcome outcome) {
        work.on(on, () -> disputes.decided(disputes.raised(invoice, amount), outcome));
    }

    private PageClient visit(Cast.Member who) {
        return new PageClient(port).with(cast.sessionCookie(who));
    }

    private List<TaskRow> tasksOf(Cast.Member who) {
        return cast.as(who, () -> workQueries.tasks(cast.id(who), false, 0, 10, KA));
    }

    private static AskForFix asked(Cast.Member owner) {
        return new AskForFix("rate card", "KA", "Fix the rates", owner.email(), LocalDate.parse("2026-12-05"), null);
    }

    private List<FixTicket> ofCause() {
        return cast.as(ALICE, () -> tickets.byCause(KA)).getOrDefault("rate card", List.of());
    }

    @Test
    void theManagerAsksAndTheOwnerSeesHowOftenItCame() {
        PageClient alice = visit(ALICE).get(FORM);
        assertThat(alice.status()).isEqualTo(200);
        assertThat(alice.page().select("#owner option").eachAttr("value"))
                .containsExactly("", FARAH.email(), FELIX.email());
        assertThat(alice.page().select("main").text()).doesNotContain("MH");
        Map<String, String> typed =
                Map.of("owner", FELIX.email(), "dueOn", "2026-12-05", "remark", "Load the amended card.");
        String token = alice.formToken();
        String key = alice.page().select("main form input[name=key]").attr("value");
        alice.sendForm("main form.form", typed);
        assertThat(alice.status()).isEqualTo(302);
        TaskRow task = tasksOf(FELIX).get(0);
        assertThat(task.title())
                .isEqualTo("Fix at its source: rate card (KA: 2 times so far, ₹650.00 claimed, ₹400.00 of it valid)."
                        + " Load the amended card.");
        assertThat(task.dueOn()).isEqualTo("2026-12-05");
        assertThat(visit(FELIX).get(task.link()).page().select("main table tbody tr"))
                .hasSize(2);

        alice.send(
                "/disputes/root-causes/tickets",
                token,
                Map.of(
                        "key",
                        key,
                        "rootCause",
                        "rate card",
                        "circle",
                        "KA",
                        "title",
                        "Fix at its source: rate card",
                        "owner",
                        FELIX.email(),
                        "dueOn",
                        "2026-12-05",
                        "remark",
                        "Load the amended card."));
        assertThat(alice.status()).as("sent twice").isEqualTo(302);
        alice.get(FORM).sendForm("main form.form", typed);
        assertThat(alice.status()).as("another while it is open").isEqualTo(409);
        assertThat(alice.page().select("#remark").text()).isEqualTo("Load the amended card.");
        assertThat(tasksOf(FELIX)).hasSize(1);

        alice.get("/disputes/root-causes");
        assertThat(alice.page().select("table .c-wide").text())
                .contains("KA: Felix Dsouza", "due 5 Dec 2026", "it did not come again")
                .doesNotContain("Ask billing to fix");
    }

    @Test
    void whatComesAfterwardsIsCountedAndOnceDoneItMayBeAskedAgain() {
        ActorContext.callAs(cast.actor(ALICE), null, () -> {
            work.on("2026-10-01", () -> tickets.ask(FormKey.fresh(), asked(FARAH)));
            return true;
        });
        came("2026-10-05", "INV-3", "100", DecideDispute.Outcome.VALID);
        assertThat(ofCause()).singleElement().satisfies(ticket -> {
            assertThat(ticket.owner()).isEqualTo("Farah Khan");
            assertThat(ticket.again()).isEqualTo(1);
            assertThat(ticket.isToAsk()).isFalse();
        });
        long first = tasksOf(FARAH).get(0).id();
        cast.as(FARAH, () -> {
            tasks.finish(first, "Loaded.");
            return true;
        });
        assertThat(ofCause()).singleElement().matches(FixTicket::isToAsk).matches(FixTicket::isDone);
        assertThat(visit(HARISH)
                        .get("/disputes/root-causes")
                        .page()
                        .select("table .c-wide")
                        .text())
                .contains("done 21 Nov 2026", "it came once more", "Ask billing to fix");
        assertThat(visit(ARUN)
                        .get("/disputes/root-causes")
                        .page()
                        .select("table .c-wide")
                        .text())
                .doesNotContain("Ask billing to fix");
        cast.as(HARISH, () -> tickets.ask(FormKey.fresh(), asked(FELIX)));
        assertThat(tasksOf(FELIX))
                .singleElement()
                .satisfies(task -> assertThat(task.title()).contains("3 times"));
        assertThat(ofCause()).singleElement().satisfies(ticket -> {
            assertThat(ticket.owner()).isEqualTo("Felix Dsouza");
            assertThat(ticket.again()).isZero();
        });
    }

    @Test
    void onlyFinanceOfTheCircleIsAskedAndOnlyForWhatCameThere() {
        assertThatThrownBy(() -> cast.as(ALICE, () -> tickets.ask(FormKey.fresh(), asked(HARISH))))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("finance");
        AskForFix elsewhere =
                new AskForFix("rate card", "MH", "Fix the rates", FARAH.email(), LocalDate.parse("2026-12-05"), null);
        assertThatThrownBy(() -> cast.as(ALICE, () -> tickets.ask(FormKey.fresh(), elsewhere)))
                .isInstanceOf(NotFoundException.class);
        PageClient alice = visit(ALICE);
        assertThat(alice.get(FORM + "&circle=MH").status()).isEqualTo(404);
        alice.get(FORM)
                .sendForm("main form.form", Map.of("owner", HARISH.email(), "dueOn", "2026-11-20", "title", " "));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select("main form .wrong")).hasSize(3);
        assertThat(tasksOf(HARISH)).isEmpty();
    }
}
