package com.circledesk.payments.posting;

import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Caps on what is taken off invoices, what was taken off already, and requests for more. */
@Component
class WriteOffRecords {
    /** What one person took off alone: of an invoice, or on a day. */
    record Taken(long invoiceId, Money roundOff, Money writeOff) {
        static Taken nothing(long invoiceId) {
            return new Taken(invoiceId, Money.ZERO, Money.ZERO);
        }

        Money of(LeftOver.Way way) {
            return way == LeftOver.Way.ROUND_OFF ? roundOff : writeOff;
        }
    }

    record Request(
            long id,
            long accountId,
            String circle,
            String account,
            String invoiceNo,
            String receiptNo,
            LeftOver.Way kind,
            Money amount,
            String why,
            String requestedBy,
            @Nullable String decidedBy) {}

    private final JdbcClient jdbc;

    WriteOffRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    WriteOffCap capToday() {
        return jdbc.sql("""
                        select from_on, round_off_line, round_off_day, write_off_line, write_off_day from write_off_cap
                        where from_on <= app_today() order by from_on desc limit 1
                        """).query(WriteOffCap.class).single();
    }

    /** What the person who acts took off today; others of the same person's transactions wait until this one ends. */
    Taken today() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(app_actor(), 7205003))")
                .query((row, n) -> n)
                .single();
        return jdbc.sql("""
                        select 0 as invoice_id, coalesce(sum(abs(round_off_amount)), 0) as round_off,
                               coalesce(sum(write_off_amount), 0) as write_off
                        from allocation
                        where recorded_by = app_actor() and recorded_at >= app_today()::timestamp at time zone 'Asia/Kolkata'
                          and (round_off_amount <> 0 or write_off_amount > 0) and reversed_at is null
                          and write_off_request_id is null
                        """).query(Taken.class).single();
    }

    Map<Long, Taken> ofInvoices(Collection<Long> invoices) {
        return jdbc.sql("""
                        select invoice_id, sum(abs(round_off_amount)) as round_off, sum(write_off_amount) as write_off
                        from allocation
                        where invoice_id = any (:invoices) and reversed_at is null and write_off_request_id is null
                        group by invoice_id
                        """).param("invoices", invoices.toArray(Long[]::new)).query(Taken.class).list().stream()
                .collect(Collectors.toMap(Taken::invoiceId, taken -> taken));
    }

    long ask(long invoiceId, String receiptNo, LeftOver.Way kind, BigDecimal amount, String why) {
        return jdbc.sql("""
                        insert into write_off_request (account_id, circle, invoice_id, receipt_id, kind, amount, why)
                        select i.account_id, i.circle, i.id, r.id, :kind, :amount, :why
                        from invoice i
                        join receipt r on r.account_id = i.account_id and lower(r.receipt_no) = lower(:receipt)
                                       and r.reversed_at is null
                        where i.id = :invoice
                        returning id
                        """)
                .param("invoice", invoiceId)
                .param("receipt", receiptNo)
                .param("kind", kind.name())
                .param("amount", amount)
                .param("why", why)
                .query(Long.class)
                .single();
    }

    Optional<Request> find(long id, String[] circles) {
        return jdbc.sql("""
                        select q.id, q.account_id, q.circle, a.code as account, i.invoice_no, r.receipt_no, q.kind, q.amount, q.why,
                               q.requested_by, q.decided_by
                        from write_off_request q
                        join account a on a.id = q.account_id
                        join invoice i on i.id = q.invoice_id
                        join receipt r on r.id = q.receipt_id
                        where q.id = :id and q.circle = any (:circles)
                        """)
                .param("id", id)
                .param("circles", circles)
                .query(Request.class)
                .optional();
    }

    void decide(long id, boolean allowed, String why) {
        jdbc.sql("""
                        update write_off_request
                        set allowed = :allowed, decided_at = app_now(), decided_by = app_actor(), decided_why = :why
                        where id = :id
                        """)
                .param("allowed", allowed)
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** Who may decide it: people of finance and heads who see the circle, but who asked. */
    List<Long> deciders(long requestId) {
        return jdbc.sql("""
                        select u.id from write_off_request q
                        join app_user u on u.role in ('FINANCE', 'SALES_HEAD') and u.disabled_at is null and u.email <> q.requested_by
                        where q.id = :id
                          and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = q.circle))
                        order by u.id
                        """).param("id", requestId).query(Long.class).list();
    }
}
