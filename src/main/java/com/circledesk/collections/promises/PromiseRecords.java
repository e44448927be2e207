package com.circledesk.collections.promises;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes promises; what comes of them is written by the database alone. */
@Repository
class PromiseRecords {
    /** The instalments of a plan one after the other on its invoices, each on what the one before left. */
    private static final String LINES = """
            with item as (
                select o.invoice_id, least(coalesce(n.amount, o.open_amount), o.open_amount) as room,
                       row_number() over (order by case when :order = 'LISTED' then n.place end,
                           case when :order = 'LARGEST' then o.open_amount end desc,
                           case when :order = 'NEWEST' then o.due_date end desc, o.due_date, o.invoice_id) as place
                from open_item o
                left join unnest(cast(:invoices as bigint[]), cast(:amounts as numeric[])) with ordinality n (id, amount, place)
                     on n.id = o.invoice_id
                where o.account_id = :account and o.open_amount > 0
                  and case when :named then n.id is not null
                           else not exists (select from promise_invoice c join promise p on p.id = c.promise_id
                                            where c.invoice_id = o.invoice_id and p.status = 'OPEN') end
            ), laid as (
                select i.*, sum(i.room) over (order by i.place) - i.room as begins, sum(i.room) over (order by i.place) as ends from item i
            ), part as (
                select p.id, p.circle, sum(p.amount) over (order by p.instalment) - p.amount as begins,
                       sum(p.amount) over (order by p.instalment) as ends
                from promise p where p.plan_id = :plan
            )
            insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
            select p.id, :account, p.circle, l.invoice_id, l.place, least(p.ends, l.ends) - greatest(p.begins, l.begins)
            from part p join laid l on l.begins < p.ends and p.begins < l.ends
            """;

    /** Lump sums on what is open of their accounts and not promised yet, by due date. */
    private static final String LUMP_SUMS = """
            with item as (
                select p.id, p.circle, p.account_id, p.amount, o.invoice_id, o.open_amount,
                       row_number() over by_day as place, sum(o.open_amount) over by_day - o.open_amount as begins
                from promise p join open_item o on o.account_id = p.account_id
                where p.id = any (:promises) and p.covers = 'ACCOUNT' and o.open_amount > 0
                  and not exists (select from promise_invoice c join promise x on x.id = c.promise_id
                                  where c.invoice_id = o.invoice_id and x.status = 'OPEN')
                window by_day as (partition by p.id order by o.due_date, o.invoice_id)
            )
            insert into promise_invoice (promise_id, account_id, circle, invoice_id, place, amount)
            select id, account_id, circle, invoice_id, place, least(open_amount, amount - begins) from item where begins < amount
            """;

    private final JdbcClient jdbc;

    PromiseRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Place(long id, long planId, long accountId) {}

    static String key(String ref) {
        return ref.strip().toUpperCase(Locale.ROOT);
    }

    Place find(String ref, Scope scope) {
        return jdbc.sql("""
                        select id, plan_id, account_id from promise where promise_ref = :ref and circle = any (:circles)
                        """)
                .param("ref", key(ref))
                .param("circles", scope.toArray())
                .query(Place.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Promise", ref));
    }

    /** @return the plan's number */
    long insert(long accountId, MakePromise asked, LocalDate madeOn) {
        long plan = jdbc.sql("select nextval('promise_seq')").query(Long.class).single();
        int number = 1;
        for (MakePromise.Instalment instalment : asked.instalments()) {
            jdbc.sql("""
                            insert into promise (id, promise_ref, plan_id, instalment, instalments, account_id, circle, covers, basis,
                                                 allocation_order, amount, made_on, promised_on, promised_by, channel, remark, owner_id)
                            select case when :number = 1 then :plan else nextval('promise_seq') end,
                                   'P-' || a.circle || '-' || lpad(nextval('promise_ref_seq')::text, 6, '0'), :plan, :number,
                                   :instalments, a.id, a.circle, :covers, :basis, :order, :amount, :madeOn, :on, :by, :channel, :remark,
                                   coalesce((select m.user_id from account_manager m where m.account_id = a.id and m.from_on <= app_today()
                                             order by m.from_on desc limit 1), nullif(current_setting('app.actor_id', true), '')::bigint)
                            from account a where a.id = :account
                            """)
                    .param("plan", plan)
                    .param("number", number)
                    .param("instalments", asked.instalments().size())
                    .param("account", accountId)
                    .param("covers", asked.lines().isEmpty() ? "ACCOUNT" : "INVOICES")
                    .param("basis", asked.basis().name())
                    .param("order", asked.order().name())
                    .param("amount", instalment.amount().amount())
                    .param("madeOn", madeOn)
                    .param("on", instalment.on())
                    .param("by", asked.promisedBy())
                    .param("channel", asked.channel().name())
                    .param("remark", asked.remark())
                    .update();
            number++;
        }
        return plan;
    }

    /** @param invoiceIds none: whatever is open of the account and not promised yet */
    void layOut(long plan, long accountId, MakePromise asked, List<Long> invoiceIds) {
        jdbc.sql(LINES)
                .param("plan", plan)
                .param("account", accountId)
                .param("order", asked.order().name())
                .param("named", !asked.lines().isEmpty())
                .param("invoices", invoiceIds.toArray(Long[]::new))
                .param(
                        "amounts",
                        asked.lines().stream()
                                .map(line -> line.amount() == null
                                        ? null
                                        : line.amount().toString())
                                .toArray(String[]::new))
                .update();
    }

    /** Of these promises, those that are lump sums; what the others promise of invoices stands by now. */
    void layOutLumpSums(List<Long> promises) {
        jdbc.sql(LUMP_SUMS).param("promises", promises.toArray(Long[]::new)).update();
    }

    String refOf(long promise) {
        return jdbc.sql("select promise_ref from promise where id = :id")
                .param("id", promise)
                .query(String.class)
                .single();
    }

    void withdraw(long promise, String why) {
        jdbc.sql("select withdraw_promise(:promise, :why)")
                .param("promise", promise)
                .param("why", why)
                .query(rows -> {});
    }

    /** @return those whose state, or what they were given, changed */
    List<Long> judge(List<Long> plans) {
        return jdbc.sql("select judge_promises(:plans)")
                .param("plans", plans.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /** Plans with a promise whose last day is over. @param accountId of this account, or null */
    List<Long> due(@Nullable Long accountId, int atMost) {
        return jdbc.sql("""
                        select distinct p.plan_id from promise p
                        where p.status = 'OPEN' and p.judge_on < app_today()
                          and (cast(:account as bigint) is null or p.account_id = :account)
                        order by p.plan_id limit :size
                        """)
                .param("account", accountId)
                .param("size", atMost)
                .query(Long.class)
                .list();
    }
}
