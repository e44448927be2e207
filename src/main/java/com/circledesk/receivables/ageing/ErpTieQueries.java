package com.circledesk.receivables.ageing;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares the ledger with what the ERP says, account by account: the ERP's latest balance up to the as-of date. */
@Service
@Transactional(readOnly = true)
public class ErpTieQueries {
    private final JdbcClient jdbc;
    private final Selections selections;

    ErpTieQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /** None under a filter by charge type: the ERP's balances know of no charge types. */
    public ErpTies ties(Scope scope, AgeingRequest request) {
        Selection selection = selections.select(scope, request.filter());
        if (selection.chargeTypes() != null) {
            return new ErpTies(List.of());
        }
        return new ErpTies(jdbc
                .sql("""
                        with erp as materialized (
                            select a.id, a.code, a.customer_name, g.balance_on, g.balance
                            from account a
                            cross join lateral (
                                select balance_on, balance from gl_balance
                                where account_id = a.id and reversed_at is null and balance_on <= :asOf
                                  and (cast(:knownOn as date) is null
                                       or recorded_at < (cast(:knownOn as date) + 1)::timestamp at time zone 'Asia/Kolkata')
                                order by balance_on desc limit 1
                            ) g
                            where a.circle = any (:circles)
                              and (cast(:accounts as bigint[]) is null or a.id = any (cast(:accounts as bigint[])))
                        ), since as (
                            select d.account_id, sum(d.amount) as amount
                            from account_day d join erp on erp.id = d.account_id and d.effective_on > erp.balance_on
                            where d.effective_on > (select min(balance_on) from erp)
                            group by d.account_id
                        )
                        select erp.code, erp.customer_name, erp.balance_on, erp.balance,
                               coalesce(b.balance, 0.00) - coalesce(since.amount, 0.00)
                               - case when cast(:knownOn as date) is null then 0.00 else
                                   coalesce((select sum(e.amount) from ledger_entry e
                                             where e.account_id = erp.id and e.effective_on <= erp.balance_on
                                               and e.recorded_at >= (cast(:knownOn as date) + 1)::timestamp at time zone 'Asia/Kolkata'), 0.00)
                                 end as ours
                        from erp
                        left join account_balance b on b.account_id = erp.id
                        left join since on since.account_id = erp.id
                        order by lower(erp.code)
                        """)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("asOf", request.asOf())
                .param("knownOn", request.knownOn())
                .query((row, number) -> new ErpTie(
                        row.getString("code"),
                        row.getString("customer_name"),
                        row.getObject("balance_on", LocalDate.class),
                        Money.of(row.getBigDecimal("ours")),
                        Money.of(row.getBigDecimal("balance"))))
                .list()
                .stream()
                .sorted(Comparator.comparing(
                        (ErpTie tie) -> tie.difference().amount().abs(), Comparator.reverseOrder()))
                .toList());
    }
}
