package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.DecideDispute;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A dispute from its invoice to the head's word, by the forms that people fill in. */
@IntegrationTest
class DisputePageTests {
    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @LocalServerPort
    private int port;

    @BeforeEach
    void anInvoice() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-07-01", "2026-07-31", "100000");
    }

    private PageClient client(Cast.Member member) {
        return new PageClient(port).with(cast.sessionCookie(member));
    }

    @Test
    void aDisputeIsRaisedMovedDecidedAndClosed() {
        PageClient alice = client(ALICE);
        alice.get("/invoices/INV-1");
        assertThat(alice.page().select("a[href^=/disputes/new]").attr("href")).isEqualTo("/disputes/new?invoice=INV-1");
        alice.get("/disputes/new?invoice=INV-1");
        assertThat(alice.status()).isEqualTo(200);
        alice.sendForm(
                "form[action='/disputes']", Map.of("reason", "RATE", "claim", "Too much.", "whole", "1,00,000.00"));
        assertThat(alice.status()).isEqualTo(302);
        String path = alice.header("Location").replaceFirst("^https?://[^/]+", "");
        alice.get(path);
        assertThat(alice.page().text())
                .contains("₹1,00,000.00", "Too much.", "Rental or escalation rate", "by 15 Aug 2026");
        alice.get(path + "/steps/new?to=VALIDATING").sendForm("main form", Map.of());
        assertThat(alice.status()).isEqualTo(302);
        alice.get(path + "/comments/new").sendForm("main form", Map.of("text", "Asked for the rate card."));
        alice.get(path + "/decision/new")
                .sendForm("main form", Map.of("outcome", "PARTLY", "amount", "2,500", "why", "One month."));
        assertThat(alice.status()).isEqualTo(302);
        alice.get(path);
        assertThat(alice.page().text()).contains("₹2,500.00", "Partly", "Asked for the rate card.", "One month.");
        assertThat(alice.page().select("#page-actions, .page-head").text()).doesNotContain("Close");
        alice.get("/disputes?q=too+much");
        assertThat(alice.page().select("tbody tr")).hasSize(1);
        alice.get("/disputes/export?q=too+much");
        assertThat(alice.body()).contains("KA-AIRTEL");
    }

    @Test
    void threePeopleBringANoteOnItsWay() {
        String ref = cast.as(ALICE, () -> disputes.raised("INV-1", "40000"));
        cast.as(ALICE, () -> {
            disputes.decided(ref, DecideDispute.Outcome.VALID);
            return true;
        });
        String path = "/disputes/" + ref;
        PageClient alice = client(ALICE);
        assertThat(alice.get(path).page().select("#note a").eachText()).containsExactly("Ask for the note");
        alice.get(path + "/note-requests/new").sendForm("main form", Map.of());
        assertThat(alice.status()).isEqualTo(302);
        assertThat(alice.get(path).page().select("#note").text()).contains("INV-1", "Step 1 waits for: Finance");
        assertThat(alice.get(path + "/note-approvals/new").status()).isEqualTo(403);
        PageClient felix = client(FELIX);
        assertThat(felix.get(path).page().select("#note a.btn").eachText()).contains("Approve");
        felix.get(path + "/note-approvals/new").sendForm("main form", Map.of("text", "Working seen."));
        assertThat(felix.status()).isEqualTo(302);
        felix.get(path + "/notes/new");
        assertThat(felix.page().text()).contains("40,000.00", "numbered from our series");
        felix.sendForm("main form", Map.of());
        assertThat(felix.status()).isEqualTo(302);
        assertThat(felix.get(path).page().text()).contains("CN000/2627/00001", "Note issued", "Working seen.");
        assertThat(felix.get("/disputes/notes").page().select("tbody tr").text())
                .contains("CN000/2627/00001", "INV-1", ref, "day 143");
        assertThat(felix.get("/disputes/notes?late=true").page().select("tbody tr"))
                .isEmpty();
        assertThat(felix.get(path + "/notes/new").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedIsKept() {
        PageClient alice = client(ALICE);
        alice.get("/disputes/new?invoice=INV-1");
        alice.sendForm("form[action='/disputes']", Map.of("claim", "Too much.", "whole", "1.005"));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select(".wrong").text()).contains("Choose why", "is not an amount");
        assertThat(alice.page().select("[name=whole]").attr("value")).isEqualTo("1.005");
        assertThat(alice.page().select("[name=claim]").text()).isEqualTo("Too much.");
        alice.sendForm(
                "form[action='/disputes']", Map.of("reason", "RATE", "claim", "Too much.", "whole", "100000.01"));
        assertThat(alice.status()).isEqualTo(409);
        assertThat(alice.page().text()).contains("₹100000.00 can be disputed");
    }

    @Test
    void whatWasClaimedBeforeIsShownAndGoesToTheHead() {
        String first = disputes.raised("INV-1", "100");
        PageClient alice = client(ALICE);
        alice.get("/disputes/new?invoice=INV-1");
        alice.sendForm("form[action='/disputes']", Map.of("reason", "RATE", "claim", "Too much.", "whole", "50"));
        assertThat(alice.status()).isEqualTo(409);
        assertThat(alice.page().text()).contains("claimed already in open dispute " + first);
        alice.sendForm(
                "form[action='/disputes']",
                Map.of("reason", "RATE", "claim", "Too much.", "whole", "50", "exceptionWhy", "Another month."));
        assertThat(alice.status()).isEqualTo(302);
        String path = alice.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(alice.get(path).page().text()).contains("waiting for the head");
        assertThat(alice.page().select("a[href*=exceptions]")).isEmpty();
        PageClient harish = client(HARISH);
        harish.get(path);
        harish.get(harish.page().select("a[href*='allow=true']").attr("href"));
        harish.sendForm("main form", Map.of("text", "Seen the bill."));
        assertThat(harish.status()).isEqualTo(302);
        assertThat(harish.get(path).page().text()).contains("Exception allowed", "Seen the bill.");
    }

    @Test
    void theAdministratorKeepsTheReasons() {
        PageClient arun = client(ARUN);
        arun.get("/admin/dispute-reasons/new");
        arun.sendForm("main form", Map.of("code", "power cut", "label", "", "defaultOwner", "FINANCE"));
        assertThat(arun.status()).isEqualTo(422);
        arun.sendForm(
                "main form",
                Map.of("code", "power_cut", "label", "Power cut", "defaultOwner", "FINANCE", "evidence", "EB bill"));
        assertThat(arun.status()).isEqualTo(302);
        assertThat(arun.get("/admin/dispute-reasons").page().text()).contains("Power cut", "POWER_CUT");
        arun.get("/admin/dispute-reasons/POWER_CUT")
                .sendForm("main form", Map.of("label", "Power cuts", "defaultOwner", "FINANCE"));
        assertThat(arun.status()).isEqualTo(302);
        arun.get("/admin/dispute-reasons")
                .sendForm("form[action='/admin/dispute-reasons/POWER_CUT/retirement']", Map.of());
        PageClient alice = client(ALICE);
        assertThat(alice.get("/disputes/new?invoice=INV-1")
                        .page()
                        .select("option")
                        .eachText())
                .doesNotContain("Power cuts");
    }
}
