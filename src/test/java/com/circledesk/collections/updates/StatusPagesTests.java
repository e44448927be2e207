package com.circledesk.collections.updates;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What is typed of an update is never lost, who is told of it, and how it looks on paper. */
@IntegrationTest
class StatusPagesTests {
    private static final String UPDATES = "/reports/status-updates";
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private StatusComposer composer;

    @Autowired
    private StatusUpdates updates;

    @Autowired
    private StatusReminders reminders;

    @Autowired
    private StatusPaper paper;

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

    @BeforeEach
    void twoAccounts() {
        for (String operator : List.of("Airtel", "Jio")) {
            long account = accounts.create("KA-" + operator.toUpperCase(java.util.Locale.ROOT), operator, "KA");
            long alice = cast.id(ALICE);
            work.run(() -> jdbc.sql(
                            "insert into account_manager (account_id, circle, from_on, user_id) values (:account, 'KA', '2026-01-01', :alice)")
                    .param("account", account)
                    .param("alice", alice)
                    .update());
            receivables.invoice(account, "INV-" + operator, "2026-08-01", "2026-08-31", "1000");
        }
        cast.id(HARISH);
    }

    private String mark() {
        return ActorContext.callAs(
                cast.actor(ALICE),
                null,
                () -> composer.compose("KA", cast.id(ALICE), KA).mark());
    }

    private MvcTestResult post(String path, String version, String seen, String remark, String comment, String answer) {
        return mvc.post()
                .uri(path)
                .with(cast.signedIn(ALICE))
                .with(csrf())
                .param("circle", "KA")
                .param("key", FormKey.fresh().toString())
                .param("version", version)
                .param("seen", seen)
                .param("account", "KA-AIRTEL", "KA-JIO")
                .param("remark", remark, "")
                .param("comment", comment)
                .param("answer", answer)
                .exchange();
    }

    private MvcTestResult get(Member who, String path) {
        return mvc.get().uri(path).with(cast.signedIn(who)).exchange();
    }

    @Test
    void aDraftIsKeptAndNeverOverwrittenUnseen() {
        assertThat(post(UPDATES + "/draft", "0", "", "They pay, on Monday", "", ""))
                .hasStatus(302);
        assertThat(get(ALICE, UPDATES + "/draft")).hasStatusOk().bodyText().contains("They pay, on Monday");
        assertThat(post(UPDATES + "/draft", "0", "", "From another window", "", ""))
                .hasStatus(409)
                .bodyText()
                .contains("From another window", "saved in another window");
        assertThat(post(UPDATES + "/draft", "1", "", "x".repeat(1001), "", ""))
                .hasStatus(422)
                .bodyText()
                .contains("x".repeat(1001));
    }

    @Test
    void aRefusedUpdateComesBackWithWhatWasTyped() {
        String stale = mark();
        long airtel = work.call(() -> jdbc.sql("select id from account where code = 'KA-AIRTEL'")
                .query(Long.class)
                .single());
        receivables.receipt(airtel, "RC-1", "2026-11-20", "10");
        assertThat(post(UPDATES, "0", stale, "They pay, on Monday", "", ""))
                .hasStatus(409)
                .bodyText()
                .contains("They pay, on Monday", mark());
        assertThat(post(UPDATES, "0", mark(), "They pay, on Monday", "", "")).hasStatus(302);
        String ref = "SU-KA-%d-2627-01".formatted(cast.id(ALICE));
        ActorContext.callAs(
                cast.actor(HARISH),
                null,
                () -> updates.comment(
                        FormKey.fresh(), new CommentOnUpdate(ref, null, "When?", LocalDate.of(2026, 11, 27))));
        clock.moveTo(LocalDate.of(2026, 11, 26));
        assertThat(post(UPDATES, "0", mark(), "Nothing new, yet", "", ""))
                .hasStatus(409)
                .bodyText()
                .contains("Nothing new, yet", "When?");
    }

    @Test
    void theHeadsGetItByMailWithAPageForEachAccount() throws IOException {
        assertThat(post(UPDATES, "0", mark(), "They pay, on Monday", "", "")).hasStatus(302);
        record Mail(long userId, byte[] attachment) {}
        List<Mail> mails = work.call(() -> jdbc.sql("select user_id, attachment from mail where kind = 'STATUS_UPDATE'")
                .query(Mail.class)
                .list());
        assertThat(mails).extracting(Mail::userId).containsExactly(cast.id(HARISH));
        try (PDDocument paper = Loader.loadPDF(mails.get(0).attachment())) {
            assertThat(paper.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(paper)).contains("KA-AIRTEL", "They pay, on Monday", "KA-JIO");
        }
        String ref = "SU-KA-%d-2627-01".formatted(cast.id(ALICE));
        for (String path : List.of("/" + ref, "/%s/pdf".formatted(ref), "/%s/export".formatted(ref), "/pack", "")) {
            assertThat(get(HARISH, UPDATES + path)).as(path).hasStatusOk();
        }
    }

    @Test
    void theClockRemindsOnceHoweverOftenItRuns() {
        clock.moveTo(LocalDate.of(2026, 11, 25));
        Race.of(2, work.actor(), n -> reminders.remind());
        assertThat(told("task")).isEqualTo(1);
        clock.moveTo(LocalDate.of(2026, 11, 27));
        reminders.remind();
        reminders.remind();
        assertThat(told("notification")).isEqualTo(1);
        clock.moveTo(LocalDate.of(2026, 11, 28));
        reminders.remind();
        assertThat(told("task")).isEqualTo(1);
        assertThat(told("notification")).isEqualTo(2);
        assertThat(toldTo(HARISH, "notification")).isEqualTo(1);
        assertThat(post(UPDATES, "0", mark(), "", "", "")).hasStatus(302);
        assertThat(work.<Long>call(() -> jdbc.sql("select count(*) from task where done_at is null")
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    private long told(String table) {
        return toldTo(ALICE, table);
    }

    /** Only the person who was told reads it. */
    private long toldTo(Member member, String table) {
        return Objects.requireNonNull(cast.as(
                member,
                () -> jdbc.sql("select count(*) from %s where about_kind = 'STATUS_UPDATE'".formatted(table))
                        .query(Long.class)
                        .single()));
    }

    @Test
    void theWholeCountryIsComposedInSeconds() {
        long alice = cast.id(ALICE);
        work.run(() -> {
            jdbc.sql("""
                            insert into account (code, customer_name, operator_id, segment, circle, payment_terms_days)
                            select 'KA-' || n, 'Customer ' || n, (select min(id) from operator), 'ISP', 'KA', 30 from generate_series(1, 150) n
                            """).update();
            jdbc.sql("""
                            insert into account_manager (account_id, circle, from_on, user_id)
                            select id, circle, '2026-01-01', :alice from account where code ~ '^KA-[0-9]+$'
                            """).param("alice", alice).update();
            jdbc.sql("""
                            insert into invoice (invoice_no, document_type, account_id, circle, charge_type, invoice_date, due_date,
                                                 taxable_amount, tax_amount, total_amount)
                            select a.code || '/' || n, 'INVOICE', a.id, a.circle, 'RENTAL', date '2026-11-20' - 20 * n, date '2026-12-20' - 20 * n,
                                   100 * n, 0, 100 * n
                            from account a cross join generate_series(1, 40) n where a.code ~ '^KA-[0-9]+$'
                            """).update();
            jdbc.sql("""
                            insert into ledger_entry (account_id, circle, invoice_id, kind, counts_as, amount, effective_on)
                            select account_id, circle, id, 'INVOICE', 'INVOICE', total_amount, invoice_date from invoice where invoice_no like 'KA-%/%'
                            """).update();
        });
        long begin = System.nanoTime();
        ComposedUpdate composed = ActorContext.callAs(cast.actor(ALICE), null, () -> composer.compose("KA", alice, KA));
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(composed.accounts()).hasSize(152);
        assertThat(composed.accounts())
                .filteredOn(each -> each.figures().overdue().isPositive())
                .hasSize(152);
        assertThat(taken).as("152 accounts with 6,002 open invoices").isLessThan(Budget.of(Duration.ofSeconds(10)));
    }

    @Test
    void aManagerSeesWhatIsDueAndTheHeadWhoIsMissing() {
        Map<Member, String> expected = Map.of(ALICE, "Write it", HARISH, "Missing 20 Nov");
        expected.forEach((member, text) ->
                assertThat(get(member, UPDATES)).hasStatusOk().bodyText().contains(text));
        clock.moveTo(LocalDate.of(2026, 11, 19));
        assertThat(get(HARISH, UPDATES)).bodyText().contains("Due 20 Nov").doesNotContain("Missing 13 Nov");
    }

    @Test
    void howeverMuchThereIsToSayAnAccountFitsItsPage() throws IOException {
        AccountStatus account = ActorContext.callAs(
                        cast.actor(ALICE), null, () -> composer.compose("KA", cast.id(ALICE), KA))
                .accounts()
                .get(0);
        List<StatusItem> items = Arrays.stream(StatusItem.Kind.values())
                .flatMap(kind -> Collections.nCopies(
                        5,
                        new StatusItem(
                                kind,
                                "REF-000001",
                                "many words ".repeat(90),
                                Money.of("123456789.00"),
                                LocalDate.of(2026, 11, 30)))
                        .stream())
                .toList();
        AccountStatus full = new AccountStatus(
                account.accountId(),
                account.code(),
                account.customerName(),
                account.operator(),
                account.figures(),
                account.sinceOn(),
                null,
                account.figures(),
                null,
                account.movement(),
                items,
                "A sentence of the rules. ".repeat(16),
                "A remark of some words. ".repeat(41));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        paper.write(
                "Heading",
                "Sub",
                AgeBuckets.standard(AgeingBasis.DUE),
                List.of(new StatusPaper.Sheet(1, "SU-KA-1-2627-01", LocalDate.of(2026, 11, 20), "Alice Rao", full)),
                List.of(),
                out);
        try (PDDocument pages = Loader.loadPDF(out.toByteArray())) {
            assertThat(pages.getNumberOfPages()).isEqualTo(2);
        }
    }
}
