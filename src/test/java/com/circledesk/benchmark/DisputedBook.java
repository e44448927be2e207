package com.circledesk.benchmark;

import com.circledesk.running.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Puts 200,000 open dispute lines into a book: site lines of its open invoices, five invoices a dispute, at the first three stages
 * of their life, owned by forty people. Written by SQL in one transaction and
 * checked by every trigger; a book that has disputes stays as it is.
 */
final class DisputedBook {
    static final int LINES = 200_000;

    private static final String[] STEPS = {
        """
        insert into app_user (email, full_name, role, all_circles)
        select 'owner-' || n || '@benchmark.example', 'Owner ' || n, 'ACCOUNT_MANAGER', true from generate_series(1, 40) n
        on conflict do nothing
        """, """
        create temp table chosen as
        select o.*, greatest(1, ceil(%1$d::numeric / count(*) over ()))::integer as lines,
               (row_number() over (partition by o.account_id order by o.invoice_date, o.invoice_id) - 1) / 5 as nth
        from (select * from open_item where open_amount >= 100 and invoice_date < date '%2$s' - 6
              order by hashint8(invoice_id), invoice_id limit %1$d / 10) o
        """, """
        insert into invoice_line (invoice_id, line_no, circle, charge_type, period, taxable_amount, tax_amount)
        select c.invoice_id, n, c.circle, c.charge_type, to_char(c.invoice_date, 'YYYY-MM'), trunc(c.open_amount / (c.lines + 1), 2), 0
        from chosen c cross join lateral generate_series(1, c.lines) n
        where not exists (select from invoice_line l where l.invoice_id = c.invoice_id)
        """, """
        create temp table raised as
        select nextval('dispute_seq') as id, account_id, nth, min(circle) as circle, max(invoice_date) + 5 as raised_on
        from chosen group by account_id, nth
        """, "analyze invoice_line, chosen, raised", """
        insert into dispute (id, dispute_ref, account_id, circle, reason, claim, owner_id, raised_on)
        select r.id, 'B-' || r.circle || '-' || r.id, r.account_id, r.circle,
               (array['RATE', 'LOADING', 'ENERGY', 'TENANCY'])[1 + r.id %% 4], 'Billed otherwise than agreed.',
               (select u.id from app_user u where u.email = 'owner-' || 1 + r.id %% 40 || '@benchmark.example'), r.raised_on
        from raised r
        """, """
        insert into dispute_event (dispute_id, circle, to_status, effective_on) select id, circle, 'RAISED', raised_on from raised
        """, """
        insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, raised_on)
        select r.id, r.account_id, r.circle, c.invoice_id, l.id, l.taxable_amount, r.raised_on
        from raised r
        join chosen c on c.account_id = r.account_id and c.nth = r.nth
        join invoice_line l on l.invoice_id = c.invoice_id
        where l.taxable_amount > 0
        """, """
        insert into dispute_event (dispute_id, circle, from_status, to_status, effective_on)
        select id, circle, 'RAISED', 'VALIDATING', raised_on + 1 from raised where id %% 3 > 0
        """, """
        insert into dispute_event (dispute_id, circle, from_status, to_status, effective_on)
        select id, circle, 'VALIDATING', 'JOINT_MEETING', raised_on + 1 from raised where id %% 3 > 1
        """, "analyze"
    };

    private DisputedBook() {}

    /** @return how many lines there are, and the seconds it took; as a sentence */
    static String fill(Connection connection, LocalDate until) throws SQLException {
        long begin = System.nanoTime();
        boolean empty = Database.ask(connection, "select count(*) from (select from dispute limit 1) one")
                .equals("0");
        if (empty) {
            connection.setAutoCommit(false);
            for (String step : STEPS) {
                long from = System.nanoTime();
                Database.execute(connection, step.formatted(LINES, until));
                System.out.printf(
                        "  %.1f s: %s%n",
                        (System.nanoTime() - from) / 1e9,
                        step.strip().lines().findFirst().orElse(""));
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        return "%s lines of %s disputes over %s invoices, %s in %.0f s."
                .formatted(
                        Database.ask(
                                connection,
                                "select to_char(count(*), 'FM999,999,999') from dispute_line where ended_on is null"),
                        Database.ask(
                                connection,
                                "select to_char(count(*), 'FM999,999,999') from dispute where ended_on is null"),
                        Database.ask(
                                connection,
                                "select to_char(count(distinct invoice_id), 'FM999,999,999') from dispute_line"),
                        empty ? "written" : "found",
                        (System.nanoTime() - begin) / 1e9);
    }
}
