package com.circledesk.collections.letters;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.disputes.RaiseDispute;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a letter asks for, what it leaves out and for how long, and that one form is one letter and one mail. */
@IntegrationTest
class LettersTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private Letters letters;

    @Autowired
    private LetterTemplates templates;

    @Autowired
    private LetterQueries queries;

    @Autowired
    private AccountQueries accountQueries;

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
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void disputedPartsUnappliedCashAndSuppressedInvoicesAreTakenOut() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long second = receivables.invoice(account, "INV-2", "2026-06-01", "2026-06-30", "500");
        receivables.invoice(account, "INV-3", "2026-11-01", "2026-11-21", "700");
        disputes.raise(
                disputes.command("RATE", null, null, new RaiseDispute.Line("INV-1", null, Money.of("300"), null)));
        receivables.receipt(account, "RC-1", "2026-07-10", "150");
        assertThat(letter().amount())
                .as("1,000 - 300 + 500 - 150, INV-3 is due today")
                .isEqualTo(Money.of("1050"));
        assertThat(letter().body()).contains("₹1,050.00", "KA-AIRTEL", "174 days", "₹300.00", "₹150.00", "Alice Rao");

        LocalDate until = LocalDate.of(2026, 11, 30);
        cast.as(
                ALICE,
                () -> letters.suppress(
                        FormKey.fresh(), new Letters.Suppress("KA-AIRTEL", second, "Under joint audit", until)));
        assertThat(letter().amount()).isEqualTo(Money.of("550"));

        FormKey key = FormKey.fresh();
        Submission sent = cast.as(ALICE, () -> write(key));
        assertThat(cast.as(ALICE, () -> write(key)).repeated()).isTrue();
        assertThat(work.call(() -> jdbc.sql("""
                                select address || ' ' || subject || ' ' || attachment_name || ' ' || (length(attachment) > 1000) from mail
                                """).query(String.class).list()))
                .containsExactly("accounts@airtel.example Overdue invoices of account KA-AIRTEL letter-L-%s.pdf true"
                        .formatted(sent.outcome()));
        clock.moveTo(until.plusDays(1));
        assertThat(letter().amount()).as("the reason expired; INV-3 is overdue").isEqualTo(Money.of("1750"));
        assertThat(work.call(() -> queries.written(Long.parseLong(sent.outcome()), KA)))
                .satisfies(kept -> assertThat(kept.amount() + " " + kept.listed() + " "
                                + kept.items().size())
                        .isEqualTo("550.00 700.00 1"));
    }

    @Test
    void whatIsLeftOutIsListedAgainBeforeItsDayWithAReason() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long suppression = Long.parseLong(cast.as(
                        ALICE,
                        () -> letters.suppress(
                                FormKey.fresh(),
                                new Letters.Suppress(
                                        "KA-AIRTEL", invoice, "Under joint audit", LocalDate.of(2026, 11, 30))))
                .outcome());
        assertThat(letter().amount()).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> cast.as(BOB, () -> list(suppression)))
                .as("of another circle")
                .isInstanceOf(BusinessRuleException.class);
        cast.as(ALICE, () -> list(suppression));
        assertThat(letter().amount()).isEqualTo(Money.of("1000"));
        assertThat(work.call(() -> jdbc.sql("select ended_why from letter_suppression")
                        .query(String.class)
                        .single()))
                .isEqualTo("The audit is over");
        assertThatThrownBy(() -> cast.as(ALICE, () -> list(suppression)))
                .as("it ended already")
                .isInstanceOf(BusinessRuleException.class);
    }

    private Submission list(long suppression) {
        return letters.list(FormKey.fresh(), new Letters.EndSuppression("KA-AIRTEL", suppression, "The audit is over"));
    }

    @Test
    void aLetterThatWouldAskForNothingAndAWordingOfUnknownThingsAreRefused() {
        accounts.create("KA-AIRTEL", "Airtel", "KA");
        assertThatThrownBy(() -> cast.as(ALICE, () -> write(FormKey.fresh())))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("Nothing is overdue");
        assertThatThrownBy(() -> work.run(() -> templates.add(
                        new LetterTemplate("FINAL", "Final", "To {customer}", "Pay {sum} by {day}.", false, 0))))
                .hasMessageContaining("{sum}, {day} is no placeholder");
    }

    private Letter letter() {
        return work.call(() -> letters.compose(account(), templates.get("REMINDER"), "Alice Rao", KA));
    }

    private Submission write(FormKey key) {
        return letters.write(
                key, new Letters.Write("KA-AIRTEL", "REMINDER", "accounts@airtel.example"), account(), "Alice Rao");
    }

    private AccountFacts account() {
        return accountQueries.find("KA-AIRTEL", KA).orElseThrow();
    }
}
