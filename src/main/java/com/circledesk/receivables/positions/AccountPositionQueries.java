package com.circledesk.receivables.positions;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.kpi.KpiWindow;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what accounts owe as of a day. */
@Service
@Transactional(readOnly = true)
public class AccountPositionQueries {
    /** Owed and not due (bucket 0), overdue (1) and on account (-1): all that positions ask of an ageing. */
    private static final String FIGURES = """
            sum(b.amount) as balance, coalesce(sum(b.amount) filter (where b.bucket >= 0), 0) as outstanding,
            coalesce(sum(b.amount) filter (where b.bucket = 1), 0) as overdue,
            -coalesce(sum(b.amount) filter (where b.bucket < 0), 0) as unapplied
            """;

    private final JdbcClient jdbc;

    AccountPositionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public AccountPosition position(long accountId, LocalDate asOf, Scope scope) {
        return jdbc.sql("""
                        select coalesce(balance, 0) as balance, outstanding, overdue, unapplied,
                               coalesce((select sum(d.amount)
                                         from disputed_amounts(:asOf, null, :circles, array[:account]::bigint[]) d), 0) as disputed
                        from (select %s
                              from ledger_ageing(:asOf, null, :circles, array[:account]::bigint[], null, true, array[1]) b) owed
                        """.formatted(FIGURES))
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .param("account", accountId)
                .query(AccountPosition.class)
                .single();
    }

    /** Accounts with their figures, those without any included; the totals tell how many there are. */
    public List<AccountRow> rows(AccountFilter filter, int page, int size, Scope scope) {
        return filtered("select *", filter, scope, """
                        order by %s limit :size offset :offset
                        """.formatted(filter.sort().orderBy(filter.turned())))
                .param("size", size)
                .param("offset", (long) page * size)
                .query(AccountRow.class)
                .list();
    }

    public AccountTotals totals(AccountFilter filter, Scope scope) {
        return filtered("""
                        select count(*) as accounts, coalesce(sum(outstanding), 0) as outstanding,
                               coalesce(sum(overdue), 0) as overdue, coalesce(sum(unapplied), 0) as unapplied,
                               coalesce(sum(balance), 0) as balance, coalesce(sum(billed), 0) as billed
                        """, filter, scope, "").query(AccountTotals.class).single();
    }

    /** Who manages accounts in these circles on the day, for pickers. */
    public List<Choice> managers(LocalDate asOf, Scope scope) {
        return jdbc.sql("""
                        select distinct u.id::text as value, u.full_name as label
                        from (select distinct on (account_id) user_id from account_manager
                              where from_on <= :asOf and circle = any (:circles) order by account_id, from_on desc) now
                        join app_user u on u.id = now.user_id
                        order by label, value
                        """)
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .query(Choice.class)
                .list();
    }

    private JdbcClient.StatementSpec filtered(String columns, AccountFilter filter, Scope scope, String end) {
        return jdbc.sql(columns + """
                         from (
                            select a.code, a.customer_name, o.name as operator, a.circle, a.segment, a.active,
                                   u.full_name as manager,
                                   coalesce(b.outstanding, 0) as outstanding, coalesce(b.overdue, 0) as overdue,
                                   coalesce(b.unapplied, 0) as unapplied, coalesce(b.balance, 0) as balance,
                                   coalesce(w.billed, 0) as billed
                            from account a
                            join operator o on o.id = a.operator_id
                            left join lateral (
                                select m.user_id from account_manager m
                                where m.account_id = a.id and m.from_on <= :asOf
                                order by m.from_on desc limit 1) now on true
                            left join app_user u on u.id = now.user_id
                            left join (
                                select b.account_id, %s
                                from ledger_ageing(:asOf, null, :circles, null, null, true, array[1]) b
                                group by b.account_id) b on b.account_id = a.id
                            left join (
                                select account_id, sum(amount) as billed from ledger_day
                                where counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE') and circle = any (:circles)
                                  and effective_on between :since and :asOf
                                group by account_id) w on w.account_id = a.id
                            where a.circle = any (:circles)
                              and (a.active or :inactive)
                              and (:text = '' or position(:text in lower(a.code)) > 0
                                   or position(:text in lower(a.customer_name)) > 0)
                              and (:anyOperator or lower(o.name) = any (:operators))
                              and (:anySegment or a.segment = any (:segments))
                              and (:anyManager or coalesce(u.id::text, :nobody) = any (:managers))) rows
                        """.formatted(FIGURES) + end)
                .param("asOf", filter.asOf())
                .param("circles", scope.narrowedTo(filter.circles()).toArray())
                .param("inactive", filter.inactive())
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT))
                .param("anyOperator", filter.operators().isEmpty())
                .param("operators", BookFilter.lower(filter.operators()))
                .param("anySegment", filter.segments().isEmpty())
                .param("segments", filter.segments().toArray(String[]::new))
                .param("since", new KpiWindow(filter.asOf(), KpiWindow.DAYS_DEFAULT).firstDay())
                .param("nobody", AccountFilter.NOBODY)
                .param("anyManager", filter.managers().isEmpty())
                .param("managers", filter.managers().toArray(String[]::new));
    }

    /**
     * Entries of an account, the last to take effect first.
     *
     * @param kind the kind they count as, or blank for all
     */
    public Paged<LedgerRow> ledger(
            long accountId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String kind,
            int page,
            int size,
            Scope scope) {
        String sql = """
                from (
                    select e.id, e.effective_on, e.recorded_at, e.recorded_by, e.kind, e.counts_as, e.invoice_id, e.receipt_id,
                           e.note_id, e.reason, e.amount, sum(e.amount) over (order by e.effective_on, e.id) as balance
                    from ledger_entry e where e.account_id = :account and e.circle = any (:circles)) e
                left join invoice i on i.id = e.invoice_id
                left join receipt r on r.id = e.receipt_id
                left join note n on n.id = e.note_id
                where (cast(:from as date) is null or e.effective_on >= :from)
                  and (cast(:to as date) is null or e.effective_on <= :to)
                  and (:kind = '' or e.counts_as = :kind)
                """;
        List<LedgerRow> rows = jdbc.sql(
                        """
                        select e.id, e.effective_on, e.recorded_at, e.recorded_by, e.kind, e.counts_as,
                               coalesce(r.receipt_no, n.note_no, i.invoice_no) as document,
                               case when r.id is not null then 'RECEIPT' when n.id is not null then 'NOTE' else 'INVOICE' end
                                   as document_type,
                               i.invoice_no, e.reason, e.amount, e.balance
                        """ + sql + "order by e.effective_on desc, e.id desc limit :size offset :offset")
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("from", from)
                .param("to", to)
                .param("kind", kind)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(LedgerRow.class)
                .list();
        long total = jdbc.sql("select count(*) " + sql)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("from", from)
                .param("to", to)
                .param("kind", kind)
                .query(Long.class)
                .single();
        return new Paged<>(rows, page, size, total);
    }
}
