package com.circledesk.benchmark;

import com.circledesk.running.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Puts what collections need into a book: in Karnataka so many invoices that 50,000 are open, of 1,500 accounts more, ten managers
 * with 150 each, targets, plans, disputes, contacts and promises; in Maharashtra 100,000 open invoices that are promised. Written by
 * SQL in one transaction and checked by every trigger; a book that has it stays as it is.
 */
final class CollectedBook {
    static final String MANAGER = "manager-1@benchmark.example";
    static final String HEAD = "head@benchmark.example";
    static final String CIRCLE = "KA";
    static final int OPEN = 50_000;
    static final int DUE = 100_000;

    private static final int ACCOUNTS = 1_500;

    private static final String[] PEOPLE = {"""
        insert into app_user (email, full_name, role)
        select 'manager-' || n || '@benchmark.example', 'Manager ' || n, 'ACCOUNT_MANAGER' from generate_series(1, 20) n
        union all select 'head@benchmark.example', 'Head', 'SALES_HEAD'
        on conflict do nothing
        """, """
        insert into user_circle (user_id, circle)
        select u.id, c.code from app_user u join circle c on c.code in ('KA', 'MH')
        where u.email ~ '^(manager-[0-9]+|head)@benchmark' and (c.code = 'KA' or u.email !~ '^manager-[0-9]@|^manager-10@') on conflict do nothing
        """, """
        insert into operator (name) select 'Benchmark' where not exists (select from operator)
        """, """
        insert into account (code, customer_name, operator_id, segment, circle, payment_terms_days)
        select c.code || '-B' || to_char(n, 'FM0000'), 'Customer ' || n || ' of ' || c.code, (select min(id) from operator), 'OTHER', c.code, 30
        from circle c cross join generate_series(1, %1$d) n where c.code in ('KA', 'MH')
        """, """
        create temp table customer as
        select a.id, a.circle, row_number() over (partition by a.circle order by a.code) - 1 as n
        from account a where a.code ~ '^(KA|MH)-B[0-9]{4}$'
        """, """
        insert into account_manager (account_id, circle, from_on, user_id)
        select c.id, c.circle, date '%2$s' - 800, u.id
        from customer c
        join app_user u on u.email = 'manager-' || 1 + c.n / (%1$d / 10) + case c.circle when 'MH' then 10 else 0 end || '@benchmark.example'
        """};

    /** One invoice in six of Karnataka is paid, one in ten of the others to a third. */
    private static final String[] BOOK = {"""
        create temp table billed as
        select nextval('invoice_seq') as id, 'B-' || c.circle || '-' || b.n as invoice_no, c.id as account_id, c.circle, b.n,
               date '%2$s' - 3 - (b.n * 7 %% 420)::integer as day, 10000 + b.n * 7919 %% 900000 as taxable
        from (select 'KA' as circle, n from generate_series(1, (%3$d - (select count(*) from open_item where circle = 'KA' and open_amount > 0)) * 6 / 5) n
              union all select 'MH', n from generate_series(1, %4$d) n) b
        join customer c on c.circle = b.circle and c.n = b.n %% %1$d
        """, """
        insert into invoice (id, invoice_no, account_id, circle, charge_type, invoice_date, due_date, taxable_amount, tax_amount, total_amount, period)
        select id, invoice_no, account_id, circle, (array['RENTAL', 'ENERGY', 'LOADING'])[1 + n %% 3], day, day + 30, taxable,
               taxable * 0.18, taxable * 1.18, to_char(day, 'YYYY-MM')
        from billed order by id
        """, """
        insert into ledger_entry (account_id, circle, invoice_id, kind, counts_as, amount, effective_on)
        select account_id, circle, id, 'INVOICE', 'INVOICE', taxable * 1.18, day from billed order by id
        """, """
        create temp table paid as
        select nextval('receipt_seq') as receipt_id, nextval('allocation_seq') as allocation_id, b.*,
               least(b.day + 20 + (n %% 60)::integer, date '%2$s' - 9) as paid_on,
               round(taxable * case when circle = 'KA' and (n + n / %1$d) %% 6 = 0 then 1.18 else 0.35 end, 2) as amount
        from billed b where (case when circle = 'KA' then (n + n / %1$d) %% 6 = 0 or (n + n / %1$d) %% 10 = 1 else n %% 5 = 0 end) and day < date '%2$s' - 40
        """, """
        insert into receipt (id, receipt_no, received_on, amount, account_id, circle)
        select receipt_id, 'B-R-' || receipt_id, paid_on, amount, account_id, circle from paid order by receipt_id
        """, """
        insert into ledger_entry (account_id, circle, receipt_id, kind, counts_as, amount, effective_on)
        select account_id, circle, receipt_id, 'RECEIPT', 'RECEIPT', -amount, paid_on from paid order by receipt_id
        """, """
        insert into allocation (id, receipt_id, invoice_id, account_id, circle, amount, keyed_on, effective_on)
        select allocation_id, receipt_id, id, account_id, circle, amount, paid_on, paid_on from paid order by allocation_id
        """, """
        insert into ledger_entry (account_id, circle, invoice_id, receipt_id, allocation_id, kind, counts_as, amount, effective_on)
        select p.account_id, p.circle, e.invoice_id, p.receipt_id, p.allocation_id, 'ALLOCATION', 'ALLOCATION', e.amount, p.paid_on
        from paid p cross join lateral (values (null::bigint, p.amount), (p.id, -p.amount)) e (invoice_id, amount)
        order by p.allocation_id
        """, "analyze"};

    /** Of the open invoices of the managers' accounts one in five is promised, one in twenty-five disputed, every tenth in a plan. */
    private static final String[] WORK = {
        """
        create temp table owed as
        select o.invoice_id, o.account_id, o.circle, o.open_amount, i.taxable_amount, i.invoice_date, m.user_id,
               row_number() over (order by hashint8(o.invoice_id), o.invoice_id) as n
        from open_item o join customer c on c.id = o.account_id join invoice i on i.id = o.invoice_id
        join account_manager m on m.account_id = o.account_id
        where o.open_amount > 0 and o.circle = 'KA'
        """,
        """
        insert into invoice_line (invoice_id, line_no, circle, charge_type, period, taxable_amount, tax_amount)
        select invoice_id, 1, circle, 'RENTAL', to_char(invoice_date, 'YYYY-MM'), trunc(open_amount / 2, 2), 0 from owed where n %% 25 = 7
        """,
        """
        create temp table contested as select nextval('dispute_seq') as id, o.* from owed o where n %% 25 = 7
        """,
        """
        insert into dispute (id, dispute_ref, account_id, circle, reason, claim, owner_id, raised_on)
        select id, 'B-C-' || id, account_id, circle, 'RATE', 'Billed otherwise than agreed.', user_id, date '%2$s' - 2 from contested
        """,
        """
        insert into dispute_event (dispute_id, circle, to_status, effective_on) select id, circle, 'RAISED', date '%2$s' - 2 from contested
        """,
        "analyze invoice_line, contested, dispute, dispute_event",
        """
        insert into dispute_line (dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, raised_on)
        select c.id, c.account_id, c.circle, c.invoice_id, l.id, l.taxable_amount, date '%2$s' - 2
        from contested c join invoice_line l on l.invoice_id = c.invoice_id
        """,
        """
        insert into contact (account_id, circle, channel, person, result, contacted_on, follow_up_on)
        select id, circle, 'CALL', 'Accounts payable', 'SPOKEN', date '%2$s' - 1 - (n %% 20)::integer, date '%2$s' + (n %% 20)::integer from customer
        """,
        """
        create temp table planned as
        select * from (select o.*, row_number() over (partition by account_id order by invoice_id) as place from owed o) p
        where place <= 10 and account_id in (select id from customer where circle = 'KA' and n %% 3 = 0)
        """,
        """
        insert into action_plan (plan_ref, account_id, circle, owner_id, root_cause, expected_on, review_on)
        select 'AP-KA-' || to_char(nextval('action_plan_ref_seq'), 'FM000000'), account_id, circle, min(user_id), 'Cash flow', date '%2$s' + 20, date '%2$s' + 7
        from planned group by account_id, circle
        """,
        """
        insert into action_plan_invoice (plan_id, invoice_id, account_id, circle, open_then)
        select a.id, p.invoice_id, p.account_id, p.circle, p.open_amount from planned p join action_plan a on a.account_id = p.account_id
        """,
        """
        insert into action_plan_review (plan_id, account_id, circle, remark, expected_on, review_on, covered)
        select a.id, a.account_id, a.circle, 'Agreed with the customer.', a.expected_on, a.review_on, sum(p.open_amount)
        from planned p join action_plan a on a.account_id = p.account_id group by a.id
        """,
        """
        insert into collection_target (account_id, circle, month)
        select id, circle, date_trunc('month', date '%2$s')::date from customer
        """,
        """
        insert into collection_target_version (target_id, account_id, circle, version, current_amount, arrears_amount, source, reason,
                                               made_by, submitted_by, submitted_at, decided_by, decided_at, approved)
        select t.id, t.account_id, t.circle, 1, 2000000, 3000000, 'PROPOSED', 'As proposed.', 'manager', 'manager', app_now(), 'head', app_now(), true
        from collection_target t join customer c on c.id = t.account_id
        """
    };

    /** What is to come is promised once; what is due is promised anew before each judgement. */
    private static final String PROMISES = """
        insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, made_on, promised_on, promised_by, channel, owner_id)
        select s.id, 'B-P-' || s.id, s.id, s.account_id, s.circle, 'INVOICES', 'GROSS', s.amount, s.made_on, s.promised_on, 'Head of finance', 'CALL', s.user_id
        from said s
        """;

    /** A few thousand at a time, as an import would: each statement is checked against all that is promised. */
    private static final String LINES = """
        do $$ begin
            for part in 0..49 loop
                insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
                select id, account_id, circle, invoice_id, 1, amount from said where id %% 50 = part;
            end loop;
        end $$
        """;

    private static final String[] TO_COME = {"""
        create temp table said as
        select nextval('promise_seq') as id, o.invoice_id, o.account_id, o.circle, o.user_id, round(o.open_amount * 0.8, 2) as amount,
               date '%2$s' - 5 as made_on, date '%2$s' + 1 + (n %% 20)::integer as promised_on
        from owed o where n %% 5 = 0
        """, PROMISES, "analyze said, promise", LINES, "analyze"};

    /** 10,000 of Karnataka and 90,000 of Maharashtra: each an invoice of its own, one in five of them paid in part. */
    private static final String[] DUE_TODAY = {
        "drop table if exists said",
        """
        create temp table said as
        select nextval('promise_seq') as id, o.invoice_id, o.account_id, o.circle, o.user_id, round(o.open_amount * 0.2, 2) as amount,
               date '%2$s' - 400 as made_on, date '%2$s' - 20 as promised_on
        from (select o.*, m.user_id, row_number() over (partition by o.circle order by o.invoice_id) as n
              from open_item o join account a on a.id = o.account_id join account_manager m on m.account_id = o.account_id
              where o.open_amount > 1 and a.code ~ '^(KA|MH)-B[0-9]{4}$'
                and not exists (select from promise_invoice c join promise p on p.id = c.promise_id and p.status = 'OPEN'
                                where c.invoice_id = o.invoice_id)) o
        where o.n <= case o.circle when 'KA' then %4$d / 10 else %4$d / 10 * 9 end
        """,
        PROMISES,
        "analyze said, promise",
        "analyze said, promise",
        LINES,
        "analyze promise, promise_invoice"
    };

    private CollectedBook() {}

    /** @param hash of everybody's password; @return what there is, as a sentence */
    static String fill(Connection connection, LocalDate until, String hash) throws SQLException {
        boolean empty = Database.ask(connection, "select count(*) from account where code = 'KA-B0001'")
                .equals("0");
        if (empty) {
            run(connection, until, PEOPLE, BOOK, WORK, TO_COME);
            try (PreparedStatement open = connection.prepareStatement("""
                    update app_user set password_hash = ?, password_changed_at = now() where email ~ '^(manager-[0-9]+|head)@benchmark'
                    """)) {
                open.setString(1, hash);
                open.executeUpdate();
            }
        }
        return Database.ask(connection, """
                select format('In Karnataka %s open invoices of %s accounts, %s promises that are open, %s plans; %s.',
                              to_char(count(*), 'FM999,999'), to_char(count(distinct account_id), 'FM999,999'),
                              (select to_char(count(*), 'FM999,999') from promise where status = 'OPEN' and circle = 'KA'),
                              (select count(*) from action_plan where ended_at is null), '""" + (empty ? "written" : "found") + """
                ')
                from open_item where circle = 'KA' and open_amount > 0
                """);
    }

    /** Promises whose day is over and that nobody judged yet. */
    static void promiseWhatIsDue(Connection connection, LocalDate until) throws SQLException {
        run(connection, until, DUE_TODAY);
    }

    private static void run(Connection connection, LocalDate until, String[]... parts) throws SQLException {
        connection.setAutoCommit(false);
        for (String[] part : parts) {
            for (String step : part) {
                long from = System.nanoTime();
                Database.execute(connection, step.formatted(ACCOUNTS, until, OPEN, DUE));
                System.out.printf(
                        "  %.1f s: %s%n",
                        (System.nanoTime() - from) / 1e9,
                        step.strip().lines().findFirst().orElse(""));
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }
}
