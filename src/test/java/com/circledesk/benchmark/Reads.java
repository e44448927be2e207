package com.circledesk.benchmark;

import com.circledesk.running.Application;
import com.circledesk.running.Database;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people ask for, each through the application and, where there is such a thing, as the best bare SQL for it. */
final class Reads {
    private static final int DAYS_BACK = 700;
    private static final int PEOPLE = 50;

    /** What is disputed by week and stage, by somebody who knows that nothing was credited and no line is disputed twice. */
    private static final String BARE_ROOM = """
            select date_trunc('week', d.oldest_invoice_date + 180), d.status, count(distinct d.id), sum(least(c.amount, o.open_amount))
            from (select dispute_id, invoice_id, sum(disputed_amount) as amount from dispute_line where ended_on is null group by 1, 2) c
            join dispute d on d.id = c.dispute_id
            join open_item o on o.invoice_id = c.invoice_id
            group by 1, 2
            """;

    /** The tables of the application, read past row-level security, by somebody who knows how they are made. */
    private static final String BARE_AGEING = """
            with asked as (select cast(? as date) as day),
                 base as (select month_end as day from ledger_month_end order by abs(month_end - (select day from asked)), 1 limit 1)
            select %s, width_bucket((select day from asked) - due_date, array[1, 31, 61, 91, 181, 366]), sum(amount)
            from (select account_id, circle, charge_type, due_date, amount from ledger_snapshot where month_end = (select day from base)
                  union all
                  select account_id, circle, charge_type, due_date, amount from ledger_day
                  where effective_on > (select day from base) and effective_on <= (select day from asked)
                  union all
                  select account_id, circle, charge_type, due_date, -amount from ledger_day
                  where effective_on > (select day from asked) and effective_on <= (select day from base)) open_money
            %s
            group by 1, 2
            """;
    /** What one would write without any of them. */
    private static final String NAIVE_AGEING = """
            select i.circle, width_bucket(? - i.due_date, array[1, 31, 61, 91, 181, 366]), sum(o.amount)
            from (select invoice_id, sum(amount) as amount from ledger_entry
                  where effective_on <= ? and invoice_id is not null group by invoice_id having sum(amount) <> 0) o
            join invoice i on i.id = o.invoice_id
            group by 1, 2
            """;

    private final Application application;
    private final Connection connection;
    private final LocalDate until;
    private final Random random;
    private final List<Result> results = new ArrayList<>();
    private int unasked;
    private final int runs;
    private final int warmUps;

    /** @param runs how often each thing is asked for, after two thirds as often that do not count */
    Reads(Application application, Connection connection, LocalDate until, long seed, int runs) {
        this.application = application;
        this.connection = connection;
        this.until = until;
        this.random = new Random(seed);
        this.runs = runs;
        this.warmUps = runs * 2 / 3;
    }

    /** @param bound milliseconds for the 95th percentile; null = none was set */
    record Result(
            String what,
            Timing application,
            @Nullable Timing bare,
            @Nullable Integer bound) {
        private static final String COMPARISON = "For comparison: ";

        boolean isComparison() {
            return what.startsWith(COMPARISON);
        }
    }

    List<Result> all() throws Exception {
        for (int i = 0; i < warmUps; i++) {
            application.api("/api/v1/ageing?groupBy=circle&asOf=" + anyDay());
            application.page("/receivables/ageing?asOf=" + anyDay());
        }
        ageing();
        lists();
        pages();
        return results;
    }

    private void ageing() throws Exception {
        try (PreparedStatement byCircle = connection.prepareStatement(BARE_AGEING.formatted("circle", ""));
                PreparedStatement byOperator = connection.prepareStatement(BARE_AGEING.formatted(
                        "operator_id", "join account a on a.id = account_id where a.circle = ?"));
                PreparedStatement naive = connection.prepareStatement(NAIVE_AGEING)) {
            add(
                    "Ageing by circle, any past date (API)",
                    100,
                    () -> application.api("/api/v1/ageing?groupBy=circle&asOf=" + anyDay()),
                    () -> read(byCircle, 1));
            add(
                    "Ageing by operator within a circle (API)",
                    100,
                    () -> application.api(
                            "/api/v1/ageing?groupBy=operator&circle=" + anyCircle() + "&asOf=" + anyDay()),
                    () -> {
                        byOperator.setString(2, anyCircle());
                        return read(byOperator, 1);
                    });
            add(
                    "Ageing by circle, any past date as known today (API)",
                    null,
                    () -> {
                        LocalDate day = anyDay();
                        return application.api("/api/v1/ageing?groupBy=circle&asOf=" + day + "&knownOn="
                                + LocalDate.now(java.time.ZoneId.of("Asia/Kolkata")));
                    },
                    null);
            results.add(new Result(
                    Result.COMPARISON + "ageing by circle as a naive join over the entries (SQL)",
                    Timing.of(1, 3, () -> read(naive, 2)),
                    null,
                    null));
        }
    }

    private void lists() throws Exception {
        List<String> numbers = new ArrayList<>();
        try (PreparedStatement some =
                        connection.prepareStatement("select invoice_no from invoice order by random() limit 200");
                var rows = some.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getString(1));
            }
        }
        Collections.shuffle(numbers, random);
        try (PreparedStatement largest = connection.prepareStatement("""
                        select i.invoice_no, a.code, o.open_amount, o.due_date
                        from open_item o join invoice i on i.id = o.invoice_id join account a on a.id = o.account_id
                        where o.open_amount > 0 order by o.open_amount desc, o.invoice_id limit 50
                        """);
                PreparedStatement byNumber = connection.prepareStatement(
                        "select id, account_id, total_amount from invoice where lower(invoice_no) = lower(?) and reversed_at is null")) {
            add(
                    "Open items, 50 by amount (API)",
                    100,
                    () -> application.api("/api/v1/open-items?sort=amount&size=50"),
                    () -> Database.read(largest));
            add(
                    "Open items, 50 by amount (page)",
                    100,
                    () -> application.page("/receivables/open-items?sort=amount"),
                    null);
            results.add(new Result(
                    "Open items as of any past date (page)",
                    Timing.of(1, 5, () -> application.page("/receivables/open-items?sort=amount&asOf=" + anyDay())),
                    null,
                    null));
            add("Search for an invoice number (page)", 50, () -> application.page("/search?q=" + any(numbers)), () -> {
                byNumber.setString(1, any(numbers));
                return Database.read(byNumber);
            });
            add("Invoice (page)", null, () -> application.page("/invoices?no=" + any(numbers)), null);
        }
    }

    private void pages() throws Exception {
        add("Ageing, any past date (page)", 300, () -> application.page("/receivables/ageing?asOf=" + anyDay()), null);
        add("KPIs, any past date (page)", 300, () -> application.page("/receivables/kpis?asOf=" + anyDay()), null);
        add("KPIs, any past date (API)", null, () -> application.api("/api/v1/kpis?asOf=" + anyDay()), null);
        add("Home of finance (page)", 300, () -> application.page("/"), null);
        add("Accounts (page)", 300, () -> application.page("/accounts"), null);
        add(
                "Account 360 (page)",
                300,
                () -> application.page("/accounts/" + anyCircle() + "-AIRTEL?asOf=" + anyDay()),
                null);
        add(
                "Migration, any month (page)",
                300,
                () -> application.page("/receivables/migration?asOf=" + anyDay()),
                null);
    }

    /** With 200,000 open dispute lines. A room that is not remembered is asked for with one more reason each time. */
    List<Result> disputes() throws Exception {
        int before = results.size();
        try (PreparedStatement bare = connection.prepareStatement(BARE_ROOM)) {
            add("180-day room, today (page)", 300, () -> application.page("/disputes/room"), () -> Database.read(bare));
            add(
                    "180-day room, today, not remembered (page)",
                    300,
                    () -> application.page(
                            "/disputes/room?reason=RATE&reason=LOADING&reason=ENERGY&reason=TENANCY&reason=NONE_"
                                    + unasked++),
                    null);
        }
        add("180-day room, any past date (page)", 300, () -> application.page("/disputes/room?asOf=" + anyDay()), null);
        add("180-day room, its lines (page)", 300, () -> application.page("/disputes/room/lines"), null);
        add("Where is every rupee, today (page)", 300, () -> application.page("/payments/every-rupee"), null);
        add(
                "Where is every rupee, any past date (page)",
                null,
                () -> application.page("/payments/every-rupee?asOf=" + anyDay()),
                null);
        add("Disputes that expire (API)", null, () -> application.api("/api/v1/disputes/expiring?within=60"), null);
        return List.copyOf(results.subList(before, results.size()));
    }

    /** Fifty people open ageing pages, one after the other without a pause: of today, as most do, and of any day. */
    List<Result> crowds() throws Exception {
        return List.of(crowd("today", () -> until), crowd("any past date", this::anyDay));
    }

    private Result crowd(String days, Supplier<LocalDate> day) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<Timing>> each = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                each.add(people.submit(
                        () -> Timing.of(0, runs / 5, () -> application.page("/receivables/ageing?asOf=" + day.get()))));
            }
            List<Double> all = new ArrayList<>();
            for (Future<Timing> one : each) {
                all.addAll(one.get().milliseconds());
            }
            return new Result(
                    "Ageing, %s (page), 50 people at once without a pause, no error".formatted(days),
                    new Timing(all),
                    null,
                    1000);
        } finally {
            people.shutdownNow();
        }
    }

    private void add(String what, @Nullable Integer bound, Callable<?> application, @Nullable Callable<?> bare)
            throws Exception {
        Timing ours = Timing.of(warmUps, runs, application);
        Timing theirs = bare == null ? null : Timing.of(warmUps, runs, bare);
        results.add(new Result(what, ours, theirs, bound));
        System.out.printf(
                "  %s: median %.0f ms, p95 %.0f ms%s%n",
                what, ours.median(), ours.p95(), theirs == null ? "" : ", bare SQL %.1f ms".formatted(theirs.median()));
    }

    private int read(PreparedStatement statement, int days) throws SQLException {
        Date day = Date.valueOf(anyDay());
        for (int i = 1; i <= days; i++) {
            statement.setDate(i, day);
        }
        return Database.read(statement);
    }

    private synchronized LocalDate anyDay() {
        return until.minusDays(random.nextInt(DAYS_BACK));
    }

    private synchronized String anyCircle() {
        return any(List.of("AP", "DL", "KA", "MH", "TN", "UE", "WB", "GJ"));
    }

    private synchronized String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
