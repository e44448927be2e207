package com.circledesk.collections;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static com.circledesk.support.Visitor.DESKTOP;
import static com.circledesk.support.Visitor.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.collections.escalation.CustomerLevel;
import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.collections.escalation.OurRole;
import com.circledesk.collections.escalation.SaveRow;
import com.circledesk.collections.escalation.Trigger;
import com.circledesk.support.BrowserTest;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.Invariance;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.support.Thumb;
import com.circledesk.support.Visitor;
import com.circledesk.support.Visitor.Theme;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * December 2026 lived through in a browser by an account manager and a head, from the target to the month's close. Between
 * their steps the nights are what they are on a server: every job runs, twice. Two accounts: KA-AIRTEL breaks a promise,
 * KA-JIO pays all.
 */
@BrowserTest
class MonthWalkTests {
    private static final Logger LOG = LoggerFactory.getLogger(MonthWalkTests.class);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private EscalationMatrices matrices;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private Invariance invariance;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private Page page;

    @BeforeEach
    void aBookAndAMatrix() {
        clock.moveTo(LocalDate.of(2026, 11, 27));
        visitor = new Visitor(port, DESKTOP, Theme.LIGHT);
        page = visitor.page();
        cast.id(HARISH);
        cast.id(ALICE);
        send("accounts", """
                account_code,customer_name,operator,segment,circle,payment_terms_days,manager_email
                KA-AIRTEL,Bharti Airtel,Airtel,MNO,KA,30,%1$s
                KA-JIO,Reliance Jio,Jio,MNO,KA,30,%1$s
                """.formatted(ALICE.email()));
        send("invoices", """
                invoice_no,account_code,charge_type,invoice_date,due_date,taxable_amount,tax_amount,total_amount,period
                TC/26-27/000011,KA-AIRTEL,RENTAL,2026-08-05,2026-09-04,100000,18000,118000,2026-08
                TC/26-27/000012,KA-AIRTEL,RENTAL,2026-11-05,2026-12-05,100000,18000,118000,2026-11
                TC/26-27/000013,KA-JIO,RENTAL,2026-11-05,2026-12-05,50000,9000,59000,2026-11
                """);
        work.run(() -> {
            long matrix = matrices.draft("By age", null);
            matrices.save(matrix, level(1, 95, OurRole.ACCOUNT_MANAGER, 2));
            matrices.save(matrix, level(2, 130, OurRole.SALES_HEAD, null));
            matrices.activate(matrix, 0, LocalDate.of(2026, 11, 27), null);
        });
    }

    private static SaveRow level(int level, int daysOverdue, OurRole role, @Nullable Integer next) {
        Trigger trigger = new Trigger(daysOverdue, null, null, null, null);
        return new SaveRow(null, 0, level, null, null, trigger, role, CustomerLevel.N_1, "Call them.", 8, next);
    }

    @AfterEach
    void leave() {
        visitor.close();
        clock.reset();
    }

    @Test
    void fromTheTargetToTheClose() {
        night(LocalDate.of(2026, 12, 1));
        theTargetIsChangedHandedInAndApproved();
        night(LocalDate.of(2026, 12, 2));
        aContactAndAPromiseAreLoggedOnThePhone();
        night(LocalDate.of(2026, 12, 4));
        send("receipts", """
                receipt_no,account_code,received_on,amount
                RC-1,KA-JIO,2026-12-04,58000
                """);
        send("allocations", """
                receipt_no,invoice_no,amount,tds_amount
                RC-1,TC/26-27/000013,58000,1000
                """);
        night(LocalDate.of(2026, 12, 8));
        theBrokenPromiseStandsOnTop();
        night(LocalDate.of(2026, 12, 11));
        whatTheManagerDidNotTakeUpReachedTheHead();
        theUpdateIsSentAndTheHeadAsks();
        night(LocalDate.of(2026, 12, 18));
        theNextUpdateNeedsTheAnswer();
        night(LocalDate.of(2027, 1, 1));
        theMonthIsClosed();
        assertThat(invariance.broken()).as("differences of the control run").isEmpty();
        assertThat(work.call(() -> jdbc.sql("""
                                select max(times) from (
                                    select count(*) as times from mail where kind = 'DIGEST'
                                    group by user_id, date_trunc('day', queued_at at time zone 'Asia/Kolkata')) a
                                """).query(Integer.class).single()))
                .as("morning mails of a person and day")
                .isEqualTo(1);
    }

    private void theTargetIsChangedHandedInAndApproved() {
        as(ALICE, DESKTOP, "/receivables/targets?month=2026-12");
        look("proposed");
        page.click("main a:text-is('KA-AIRTEL')");
        page.fill("[name=arrearsAmount]", "100000");
        page.fill("[name=reason]", "The rest comes with the joint visit in January");
        submit("main form[action$='/versions'] button[type=submit]");
        visitor.open("/receivables/targets?month=2026-12");
        submit("main form[action$='/submissions'] button[type=submit]");
        as(HARISH, DESKTOP, "/receivables/targets/approvals");
        look("to-approve");
        submit("main form[action$='/decisions'] button[value=true]");
        visitor.open("/receivables/targets?month=2026-12");
        assertThat(page.textContent("main tfoot")).contains("all approved");
    }

    /** From the worklist to the worklist, both together within half a minute of a person's time. */
    private void aContactAndAPromiseAreLoggedOnThePhone() {
        as(ALICE, PHONE, "/my-work/worklist");
        look("worklist-phone");
        Thumb thumb = new Thumb(page);
        thumb.follow(ofAirtel("a.btn[href*='/contacts/new']"));
        thumb.type("[name=person]", "R. Menon");
        thumb.choose("[name=channel]", "CALL");
        thumb.choose("[name=result]", "PAYMENT_PROMISED");
        thumb.follow(page.locator("main form button[type=submit]").first());
        thumb.follow(ofAirtel("a.btn[href*='/promises/new']"));
        thumb.type("[name=amount]", "100000");
        thumb.type("[name=promisedOn]", "2026-12-04");
        thumb.type("[name=promisedBy]", "R. Menon");
        thumb.choose("[name=channel]", "CALL");
        look("promise-phone");
        thumb.follow(page.locator("main form button[type=submit]").first());
        assertThat(page.textContent("main")).contains("R. Menon");
        LOG.info("A contact and a promise on the phone: {}", thumb);
        assertThat(thumb.waited())
                .as("%s", thumb)
                .isLessThan(Budget.of(Duration.ofSeconds(30).minus(thumb.own())));
    }

    private Locator ofAirtel(String link) {
        return page.locator("main li")
                .filter(new FilterOptions().setHasText("KA-AIRTEL"))
                .locator(link);
    }

    private void theBrokenPromiseStandsOnTop() {
        assertThat(work.call(() -> jdbc.sql("select status from promise")
                        .query(String.class)
                        .single()))
                .isEqualTo("BROKEN");
        as(ALICE, DESKTOP, "/my-work/worklist");
        assertThat(page.locator("main ol.worklist > li").first().textContent()).contains("KA-AIRTEL", "broke");
        look("worklist-broken");
        visitor.open("/");
        assertThat(page.textContent("main")).contains("KA-AIRTEL");
        look("home-broken");
    }

    private void whatTheManagerDidNotTakeUpReachedTheHead() {
        as(HARISH, DESKTOP, "/receivables/escalations");
        look("escalations");
        page.click("main tbody a:text-is('KA-AIRTEL')");
        page.fill("[name=words]", "I call their circle head.");
        look("escalation");
        submit("main form[action$='/answers'] button[type=submit]");
        assertThat(page.textContent("main")).contains("I call their circle head.");
    }

    private void theUpdateIsSentAndTheHeadAsks() {
        as(ALICE, DESKTOP, "/reports/status-updates/draft?circle=KA");
        page.locator("[name=remark]").first().fill("They promise it for the 20th now.");
        look("update-draft");
        submit("main form button.btn-primary");
        String sent = work.call(() ->
                jdbc.sql("select ref from status_update").query(String.class).single());
        as(HARISH, DESKTOP, "/reports/status-updates/" + sent);
        page.fill("[name=text]", "Who of theirs says so?");
        page.fill("[name=dueOn]", "2026-12-15");
        look("update-head");
        submit("main form[action$='/comments'] button[type=submit]");
    }

    private void theNextUpdateNeedsTheAnswer() {
        as(ALICE, DESKTOP, "/reports/status-updates/draft?circle=KA");
        submit("main form button.btn-primary");
        assertThat(page.textContent("main")).contains("Who of theirs says so?");
        assertThat(count("select count(*) from status_update")).isEqualTo(1);
        page.fill("[name=answer]", "R. Menon, their finance controller");
        assertThat(visitor.problems(409)).as("what is asked for").isEmpty();
        visitor.picture("month-update-asked");
        submit("main form button.btn-primary");
        assertThat(count("select count(*) from status_update")).isEqualTo(2);
    }

    private void theMonthIsClosed() {
        as(ALICE, DESKTOP, "/receivables/targets/close?month=2026-12");
        look("close");
        page.check("main tbody tr:has-text('KA-AIRTEL') input[name=close]");
        page.selectOption("main tbody tr:has-text('KA-AIRTEL') select[name=reason]", new SelectOption().setIndex(1));
        submit("main form[action$='/close'][method=post] button[type=submit]");
        assertThat(page.textContent("main")).contains("Closed", "KA-JIO", "KA-AIRTEL");
        as(HARISH, DESKTOP, "/");
        look("home-head");
    }

    /** Whatever runs by itself ran until seven in the morning of that day, and on a second instance again. */
    private void night(LocalDate morning) {
        Map<String, RecurringTask<?>> jobs = new TreeMap<>();
        context.getBeansOfType(RecurringTask.class).forEach(jobs::put);
        for (LocalDate day =
                        LocalDate.ofInstant(clock.instant(), TestClock.ZONE).plusDays(1);
                !day.isAfter(morning);
                day = day.plusDays(1)) {
            clock.moveTo(day.atTime(7, 30).atZone(TestClock.ZONE).toInstant());
            for (int instance = 0; instance < 2; instance++) {
                jobs.values().forEach(MonthWalkTests::run);
            }
        }
        clock.moveTo(morning);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void run(RecurringTask<?> job) {
        ((RecurringTask) job).executeRecurringly(new TaskInstance(job.getName(), "recurring"), null);
    }

    private void as(Cast.Member member, int width, String path) {
        visitor.close();
        visitor = new Visitor(port, width, Theme.LIGHT).signedIn(cast.sessionCookie(member));
        page = visitor.page();
        assertThat(visitor.open(path)).as(path).isEqualTo(200);
    }

    private void submit(String selector) {
        page.evaluate("document.body.dataset.left = 'yes'");
        page.click(selector);
        page.waitForSelector("body:not([data-left])");
        page.waitForLoadState();
    }

    private void look(String name) {
        assertThat(visitor.problems()).as(name).isEmpty();
        visitor.picture("month-" + name);
    }

    private void send(String kind, String rows) {
        assertThat(imports.commit(FARAH, kind, rows).faults()).as(kind).isEmpty();
    }

    private int count(String sql) {
        return work.call(() -> jdbc.sql(sql).query(Integer.class).single());
    }
}
