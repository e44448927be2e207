package com.circledesk.collections.plans;

import com.circledesk.collections.settings.CollectionSettings;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** No orphan rupee: what is overdue, counts, and has neither a live plan nor a promise nor a dispute. */
@Service
@Transactional(readOnly = true)
public class OrphanRupeeQueries {
    /** First match wins: disputed, promised, planned; together never more than what is open. */
    private static final String SOURCE = """
            with overdue as materialized (
                select o.invoice_id, o.account_id, o.circle, o.open_amount
                from open_item o
                where o.circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or o.account_id = any (cast(:accounts as bigint[])))
                  and o.due_date < :asOf and o.open_amount > 0
            ), large as (
                select account_id from overdue group by account_id having sum(open_amount) > :above
            ), disputed as (
                select d.invoice_id, sum(d.amount) as amount
                from disputed_amounts(:asOf, null, :circles, cast(:accounts as bigint[])) d group by d.invoice_id
            ), promised as (
                select p.invoice_id, sum(p.amount) as amount from promised_amounts_of(:circles, cast(:accounts as bigint[]), :asOf, null) p group by p.invoice_id
            ), planned as (
                select p.invoice_id from planned_amounts(:circles, :asOf) p
            ), part as (
                select o.account_id, o.circle, o.open_amount, least(o.open_amount, coalesce(d.amount, 0)) as disputed,
                       coalesce(p.amount, 0) as promised, n.invoice_id is not null as planned
                from overdue o
                join large using (account_id)
                left join disputed d on d.invoice_id = o.invoice_id
                left join promised p on p.invoice_id = o.invoice_id
                left join planned n on n.invoice_id = o.invoice_id
            ), cared as (
                select p.account_id, p.circle, p.open_amount, p.disputed, least(p.promised, p.open_amount - p.disputed) as promised,
                       case when p.planned then p.open_amount - p.disputed - least(p.promised, p.open_amount - p.disputed) else 0 end as planned
                from part p
            )
            """;

    private final JdbcClient jdbc;
    private final Selections selections;
    private final CollectionSettings settings;
    private final LedgerMemory memory;

    OrphanRupeeQueries(JdbcClient jdbc, Selections selections, CollectionSettings settings, LedgerMemory memory) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.settings = settings;
        this.memory = memory;
    }

    private record Cared(long accountId, Money overdue, Money cared) {}

    /** Remembered until something of an account changes, and then read for that account. */
    public OrphanRupees share(Scope scope, BookFilter filter, LocalDate asOf) {
        Money above = settings.on(asOf).orphanAbove();
        List<Cared> accounts = memory.recallRows(
                selections.select(scope, filter),
                asOf,
                List.of("orphan rupees", above),
                Cared::accountId,
                of -> in(of, asOf, above, SOURCE + """
                                select account_id, sum(open_amount) as overdue, sum(disputed + promised + planned) as cared
                                from cared group by account_id
                                """).query(Cared.class).list());
        return new OrphanRupees(
                above,
                accounts.stream().map(Cared::overdue).reduce(Money.ZERO, Money::plus),
                accounts.stream().map(Cared::cared).reduce(Money.ZERO, Money::plus),
                accounts.size());
    }

    /** The accounts above the threshold, the largest orphan first. */
    public List<OrphanRow> accounts(Scope scope, BookFilter filter, LocalDate asOf) {
        return in(selections.select(scope, filter), asOf, settings.on(asOf).orphanAbove(), SOURCE + """
                        select a.code as account, a.customer_name, a.circle, m.full_name as manager, c.overdue, c.disputed, c.promised, c.planned
                        from (select account_id, sum(open_amount) as overdue, sum(disputed) as disputed, sum(promised) as promised,
                                     sum(planned) as planned
                              from cared group by account_id) c
                        join account a on a.id = c.account_id
                        left join lateral (
                            select u.full_name from account_manager w join app_user u on u.id = w.user_id
                            where w.account_id = a.id and w.from_on = (
                                select max(x.from_on) from account_manager x where x.account_id = a.id and x.from_on <= :asOf)) m on true
                        order by c.overdue - c.disputed - c.promised - c.planned desc, a.code
                        """)
                .query(OrphanRow.class)
                .list();
    }

    private JdbcClient.StatementSpec in(Selection selection, LocalDate asOf, Money above, String sql) {
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("asOf", asOf)
                .param("above", above.amount());
    }
}
