package com.circledesk.collections.worklist;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.collections.escalation.CustomerLevel;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.EscalationRun;
import com.circledesk.collections.escalation.OurRole;
import com.circledesk.collections.escalation.SaveRow;
import com.circledesk.collections.escalation.Trigger;
import com.circledesk.collections.flags.Prediction;
import com.circledesk.collections.flags.RaiseFlag;
import com.circledesk.collections.flags.RedFlags;
import com.circledesk.collections.letters.Letters;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** From the page of an account one reaches its escalations, red flags and letters, and who may work there raises and writes more. */
@IntegrationTest
class AccountCollectionPageTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private EscalationMatrices matrices;

    @Autowired
    private EscalationRun run;

    @Autowired
    private RedFlags flags;

    @Autowired
    private Letters letters;

    @Autowired
    private AccountQueries accountQueries;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @BeforeEach
    void anOverdueAccount() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        cast.id(ALICE);
    }

    @Test
    void whatWasRaisedAndWrittenIsReachedFromTheAccount() {
        work.run(() -> {
            long matrix = matrices.draft("Matrix", null);
            Trigger overdue = new Trigger(30, null, null, null, null);
            matrices.save(
                    matrix,
                    new SaveRow(
                            null, 0, 1, null, null, overdue, OurRole.SALES_HEAD, CustomerLevel.N_1, "Call.", 8, null));
            matrices.activate(matrix, 0, TODAY, null);
        });
        assertThat(run()).isEqualTo(1);
        String flag = cast.as(
                        ALICE,
                        () -> flags.raise(
                                FormKey.fresh(),
                                new RaiseFlag(
                                        "KA-AIRTEL",
                                        new Prediction(
                                                "Their budget is used up.",
                                                Money.of("700"),
                                                TODAY.plusDays(30),
                                                40,
                                                null,
                                                ALICE.email(),
                                                TODAY.plusDays(7)))))
                .outcome();
        String letter = cast.as(
                        ALICE,
                        () -> letters.write(
                                FormKey.fresh(),
                                new Letters.Write("KA-AIRTEL", "REMINDER", null),
                                accountQueries.find("KA-AIRTEL", Scope.of("KA")).orElseThrow(),
                                "Alice Rao"))
                .outcome();

        assertThat(page(ALICE))
                .contains(
                        "/receivables/escalations/",
                        "Their budget is used up.",
                        "href=\"/receivables/red-flags/" + flag)
                .contains("/receivables/letters/" + letter + "/pdf")
                .contains("/receivables/red-flags/new?account=KA-AIRTEL", "/receivables/letters?account=KA-AIRTEL");
        assertThat(page(FELIX))
                .as("finance reads and does not work there")
                .contains("/receivables/escalations/", "Their budget is used up.")
                .contains("/receivables/letters/" + letter + "/pdf")
                .doesNotContain("/receivables/red-flags/new", "/receivables/letters?account");
    }

    private int run() {
        return work.call(run::run);
    }

    private String page(Member member) {
        return new String(
                mvc.get()
                        .uri("/accounts/KA-AIRTEL/contacts")
                        .with(cast.signedIn(member))
                        .exchange()
                        .getResponse()
                        .getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
