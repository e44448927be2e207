package com.circledesk.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the customers of the demonstration circle promised: a lump sum now and then in the months before, most of them kept, and
 * invoices by days around today, some of which passed without money. Each was recorded on the day it says, and judged by the
 * money of the book.
 */
@Component
class DemoPromises {
    private static final int MONTHS = 5;
    private static final int OF_INVOICES = 28;

    private static final String[] PEOPLE = {
        "Anil Verma, finance", "Rekha Pillai, accounts payable", "S. Raghavan, circle CFO"
    };

    private static final String[] CHANNELS = {"CALL", "MEETING", "MAIL", "CALL", "VISIT"};

    private static final String[] REMARKS = {
        "In the payment run of the 20th.", "As soon as the budget of the quarter is released.", "After the joint audit."
    };

    /** Of what was promised in percent of what then came: kept easily, kept, and not quite. */
    private static final int[] SHARES = {80, 95, 100, 130, 100, 170, 90};

    private final JdbcClient jdbc;
    private final DemoActing acting;
    private final Clock clock;

    DemoPromises(JdbcClient jdbc, DemoActing acting, Clock clock) {
        this.jdbc = jdbc;
        this.acting = acting;
        this.clock = clock;
    }

    private record Owner(
            long account, String circle, @Nullable String manager) {}

    private record Bill(
            long id, long account, String circle, @Nullable String manager, boolean large) {}

    void make() {
        LocalDate today = LocalDate.now(clock);
        List<Owner> owners = owners();
        for (int back = MONTHS; back > 0; back--) {
            LocalDate month = today.minusMonths(back).withDayOfMonth(6);
            for (int at = 0; at < owners.size(); at++) {
                if ((at + back) % 3 != 0) {
                    lumpSum(owners.get(at), at + back, month.plusDays(at % 5));
                }
            }
        }
        List<Bill> bills = bills(today);
        for (int at = 0; at < bills.size(); at++) {
            ofInvoice(bills.get(at), at, today);
        }
        acting.end();
        jdbc.sql("select judge_promises(array(select distinct plan_id from promise where status = 'OPEN'))")
                .query(Long.class)
                .list();
    }

    private List<Owner> owners() {
        return jdbc.sql("""
                        select a.id as account, a.circle, m.email as manager
                        from account a
                        join lateral (
                            select u.email from account_manager x join app_user u on u.id = x.user_id
                            where x.account_id = a.id order by x.from_on desc limit 1) m on true
                        order by a.id
                        """).query(Owner.class).list();
    }

    /** Of all that came within eleven days and the days of tolerance; where nothing came, what was expected. */
    private void lumpSum(Owner owner, int at, LocalDate made) {
        acting.on(made, owner.manager());
        jdbc.sql("""
                        insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, made_on, promised_on,
                                             promised_by, channel, owner_id)
                        select n, 'P-' || a.circle || '-' || lpad(nextval('promise_ref_seq')::text, 6, '0'), n, a.id, a.circle, 'ACCOUNT',
                               'GROSS', greatest(100000, round(came.amount * :share / 100, -4)), :made, :made + 11, :person, :channel,
                               (select id from app_user where email = :manager)
                        from account a
                        cross join nextval('promise_seq') n
                        cross join lateral (
                            select coalesce(-sum(e.amount), 0) as amount from ledger_entry e
                            where e.account_id = a.id and e.counts_as in ('RECEIPT', 'TDS', 'GST_TDS')
                              and e.effective_on between :made + 1 and :made + 13) came
                        where a.id = :account
                        """)
                .param("share", SHARES[at % SHARES.length])
                .param("made", made)
                .param("person", PEOPLE[(int) (owner.account() % PEOPLE.length)])
                .param("channel", CHANNELS[at % CHANNELS.length])
                .param("manager", owner.manager())
                .param("account", owner.account())
                .update();
        acting.on(made.plusDays(14), owner.manager());
        jdbc.sql(
                        "select judge_promises(array(select plan_id from promise where status = 'OPEN' and account_id = :account))")
                .param("account", owner.account())
                .query(Long.class)
                .list();
    }

    /** Overdue, the larger first, of every account some. */
    private List<Bill> bills(LocalDate today) {
        return jdbc.sql("""
                        select o.invoice_id as id, o.account_id as account, o.circle, m.email as manager, o.nth = 1 as large
                        from (select i.*, row_number() over (partition by i.account_id order by i.open_amount desc) as nth
                              from open_item i
                              where i.open_amount > 1000 and i.due_date < :today and i.invoice_date < :today - 30
                                and i.last_effective_on < :today - 20
                                and not exists (select from dispute_line d where d.invoice_id = i.invoice_id)) o
                        join lateral (
                            select u.email from account_manager x join app_user u on u.id = x.user_id
                            where x.account_id = o.account_id order by x.from_on desc limit 1) m on true
                        where o.nth <= 4
                        order by o.nth, o.account_id limit :size
                        """)
                .param("today", today)
                .param("size", OF_INVOICES)
                .query(Bill.class)
                .list();
    }

    /** By days from a week ago to a fortnight ahead; the large ones in three instalments. */
    private void ofInvoice(Bill bill, int at, LocalDate today) {
        LocalDate due = today.plusDays(at * 5 % 21 - 7L);
        LocalDate made = (due.isAfter(today) ? today : due).minusDays(4 + at % 6);
        int parts = bill.large() && at % 4 == 1 ? 3 : 1;
        acting.on(made, bill.manager());
        long plan = jdbc.sql("select nextval('promise_seq')").query(Long.class).single();
        for (int part = 1; part <= parts; part++) {
            jdbc.sql("""
                            insert into promise (id, promise_ref, plan_id, instalment, instalments, account_id, circle, covers, basis, amount,
                                                 made_on, promised_on, promised_by, channel, remark, owner_id)
                            select case when :part = 1 then :plan else nextval('promise_seq') end,
                                   'P-' || o.circle || '-' || lpad(nextval('promise_ref_seq')::text, 6, '0'), :plan, :part, :parts,
                                   o.account_id, o.circle, 'INVOICES', :basis, round(o.open_amount * 98 / 100 / :parts, 2), :made,
                                   :due + 30 * (:part - 1), :person, :channel, :remark, (select id from app_user where email = :manager)
                            from open_item o where o.invoice_id = :invoice
                            """)
                    .param("part", part)
                    .param("parts", parts)
                    .param("plan", plan)
                    .param("basis", at % 3 == 0 ? "NET" : "GROSS")
                    .param("made", made)
                    .param("due", due)
                    .param("person", PEOPLE[(int) (bill.account() % PEOPLE.length)])
                    .param("channel", CHANNELS[at % CHANNELS.length])
                    .param("remark", at % 2 == 0 ? REMARKS[at % REMARKS.length] : null)
                    .param("manager", bill.manager())
                    .param("invoice", bill.id())
                    .update();
        }
        jdbc.sql("""
                        insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
                        select id, account_id, circle, :invoice, 1, amount from promise where plan_id = :plan
                        """).param("invoice", bill.id()).param("plan", plan).update();
    }
}
