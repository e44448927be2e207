package com.circledesk.benchmark;

import com.circledesk.benchmark.Reads.Result;
import com.circledesk.running.Application;
import com.circledesk.running.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a manager and a head of a circle with 50,000 open invoices ask for, and what is done for them at night. */
final class Collecting {
    private static final String WORKLIST = "/my-work/worklist";
    private static final int HOME = 300;
    private static final int COMPOSING = 10_000;
    private static final int JUDGED_WITHIN_SECONDS = 60;

    /** What each account owes that is overdue, by somebody who knows of no promise, dispute or tax. */
    private static final String BARE = """
            select account_id, sum(open_amount) from open_item
            where circle = 'KA' and open_amount > 0 and due_date < current_date group by 1 order by 2 desc
            """;

    /** A receipt of one rupee of another account each time. */
    private static final String POST = """
            with account as (select id, circle from account where circle = 'KA' order by hashint8(id + %1$d) limit 1),
                 receipt as (insert into receipt (receipt_no, received_on, amount, account_id, circle)
                             select 'B-1-%2$s-%1$d', date '%3$s' - 1, 1, id, circle from account returning id, account_id, circle)
            insert into ledger_entry (account_id, circle, receipt_id, kind, counts_as, amount, effective_on)
            select account_id, circle, id, 'RECEIPT', 'RECEIPT', -1, date '%3$s' - 1 from receipt
            """;

    /** Promises of one invoice each whose verdict differs from what its money says, added up entry by entry. */
    private static final String MISJUDGED = """
            select count(*)
            from promise p join promise_invoice c on c.promise_id = p.id
            cross join lateral (
                select least(p.amount, coalesce(-sum(e.amount), 0)) as came from ledger_entry e
                where e.invoice_id = c.invoice_id and e.counts_as = 'ALLOCATION' and e.effective_on between p.made_on and p.judge_on) m
            where p.judge_on < app_today() and p.promise_ref ~ '^B-P-'
              and (p.received <> m.came or p.status <> case when m.came = p.amount then 'KEPT' when m.came > 0 then 'PARTLY_KEPT' else 'BROKEN' end)
            """;

    private final Application application;
    private final Connection connection;
    private final LocalDate until;
    private final int runs;
    private final String password;
    private final List<Result> results = new ArrayList<>();
    private final String run = Long.toString(System.nanoTime(), 36);
    private int posted;

    /** @param password of everybody in the book */
    Collecting(Application application, Connection connection, LocalDate until, int runs, String password) {
        this.application = application;
        this.connection = connection;
        this.until = until;
        this.runs = runs;
        this.password = password;
    }

    void measure(Report report) throws Exception {
        report.book("Judgement", judgement());
        application.signIn(CollectedBook.MANAGER, password);
        try (PreparedStatement bare = connection.prepareStatement(BARE)) {
            add(
                    "Worklist of the circle, again (page)",
                    HOME,
                    this::nothing,
                    WORKLIST + "?whose=all",
                    () -> Database.read(bare));
        }
        add("Worklist of the circle, first after a posting (page)", HOME, this::post, WORKLIST + "?whose=all", null);
        add("Worklist of the circle, nothing remembered (page)", HOME, this::everything, WORKLIST + "?whose=all", null);
        add("Worklist of a manager, first after a posting (page)", HOME, this::post, WORKLIST, null);
        add("Home of a manager, again (page)", HOME, this::nothing, "/", null);
        add("Home of a manager, first after a posting (page)", HOME, this::post, "/", null);
        add("Promises (page)", HOME, this::nothing, "/promises", null);
        add("Promises to ask about (page)", HOME, this::nothing, "/promises?show=asking", null);
        add("Targets, first after a posting (page)", HOME, this::post, "/receivables/targets", null);
        add("150 account updates composed (page)", COMPOSING, this::post, "/reports/status-updates/draft", null);
        application.signIn(CollectedBook.HEAD, password);
        add("Home of a head, again (page)", HOME, this::nothing, "/", null);
        add("Home of a head, first after a posting (page)", HOME, this::post, "/", null);
        report.reads(results);
        report.book("Truth", tie());
    }

    /** The nightly job itself, from when it begins until it has told everybody. */
    private String judgement() throws SQLException, InterruptedException {
        CollectedBook.promiseWhatIsDue(connection, until);
        String due = ask("select count(*) from promise where status = 'OPEN' and judge_on < app_today()");
        Database.execute(
                connection,
                "update scheduled_tasks set execution_time = now() where task_name = 'promise-judgement' and not picked");
        await("select picked from scheduled_tasks where task_name = 'promise-judgement'");
        long begin = System.nanoTime();
        await("select not picked from scheduled_tasks where task_name = 'promise-judgement'");
        double seconds = (System.nanoTime() - begin) / 1e9;
        refuseUnless(
                "0",
                ask("select consecutive_failures from scheduled_tasks where task_name = 'promise-judgement'"),
                "times in a row the job failed");
        refuseUnless(
                "0",
                ask("select count(*) from promise where status = 'OPEN' and judge_on < app_today()"),
                "promises are not judged");
        refuseUnless("0", ask(MISJUDGED), "promises are judged otherwise than their money says");
        return "%s promises judged, and %s people told, in %.1f s (wanted: %d)%s; each as its entries say."
                .formatted(
                        due,
                        ask("select count(distinct owner_id) from task where key ~ '^promises-not-kept'"),
                        seconds,
                        JUDGED_WITHIN_SECONDS,
                        seconds <= JUDGED_WITHIN_SECONDS ? "" : " **missed**");
    }

    /** The parts of every rupee make up what the ledger says. */
    private String tie() throws SQLException {
        String balance = ask("select sum(balance) from account_balance where circle = 'KA'");
        refuseUnless(
                balance,
                ask("select sum(amount) from every_rupee(app_today(), array['KA'])"),
                "is the sum of every rupee");
        refuseUnless(
                ask("select sum(open_amount) from open_item where circle = 'KA' and due_date < app_today()"),
                ask("select sum(overdue) from worklist_figures(array['KA'], null, app_today(), 60)"),
                "is overdue on the worklist");
        return "every rupee of the circle (%s) is in one place, and all that is overdue is on the worklist."
                .formatted(balance);
    }

    private static void refuseUnless(String expected, String found, String what) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("%s %s, not %s".formatted(found, what, expected));
        }
    }

    private String ask(String sql) throws SQLException {
        return Database.ask(connection, sql);
    }

    private void await(String question) throws SQLException, InterruptedException {
        for (int waited = 0; !ask(question).equals("t"); waited++) {
            if (waited > 6_000) {
                throw new IllegalStateException("Still not after ten minutes: " + question);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Done before each look, and not counted. */
    private interface Happening {
        void happen() throws SQLException;
    }

    private void nothing() {}

    private void post() throws SQLException {
        Database.execute(connection, POST.formatted(posted++, run, until));
    }

    /** A change that names no account: all that is remembered of the circle is read again. */
    private void everything() throws SQLException {
        Database.execute(connection, "select tell_ledger_change('KA', date '1900-01-01', null)");
    }

    private void add(String what, int bound, Happening before, String path, @Nullable Callable<?> bare)
            throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = -runs / 3; i < runs; i++) {
            before.happen();
            long begin = System.nanoTime();
            application.page(path);
            if (i >= 0) {
                times.add((System.nanoTime() - begin) / 1e6);
            }
        }
        Timing ours = new Timing(times);
        results.add(new Result(what, ours, bare == null ? null : Timing.of(runs / 3, runs, bare), bound));
        System.out.printf("  %s: median %.0f ms, p95 %.0f ms%n", what, ours.median(), ours.p95());
    }
}
