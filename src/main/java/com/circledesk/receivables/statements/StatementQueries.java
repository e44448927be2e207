package com.circledesk.receivables.statements;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what moved an account within a period. One snapshot of the database, so that its sums always meet. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class StatementQueries {
    /** More than this nobody reads, and no answer should hold. */
    static final int LINES_MAX = 50_000;

    private final JdbcClient jdbc;

    StatementQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every entry of the period, allocations (which move money but leave the balance) included. */
    public Statement ofEveryEntry(AccountFacts account, Period period, Scope scope) {
        return statement(account, period, scope, "");
    }

    /** What the customer is shown: without the pairs by which money on account finds its invoice. */
    public Statement forCustomer(AccountFacts account, Period period, Scope scope) {
        return statement(account, period, scope, "and e.counts_as <> 'ALLOCATION'");
    }

    private Statement statement(AccountFacts account, Period period, Scope scope, String which) {
        Money opening = balanceBefore(account.id(), period.from(), scope);
        List<StatementLine> lines = jdbc.sql("""
                        select e.id, e.effective_on, e.kind, e.counts_as,
                               coalesce(r.receipt_no, n.note_no, i.invoice_no) as document,
                               case when r.id is not null then 'RECEIPT' when n.id is not null then 'NOTE' else 'INVOICE' end
                                   as document_type,
                               i.invoice_no, i.due_date, e.reason, e.amount,
                               :opening + sum(e.amount) over (order by e.effective_on, e.id) as balance
                        from ledger_entry e
                        left join invoice i on i.id = e.invoice_id
                        left join receipt r on r.id = e.receipt_id
                        left join note n on n.id = e.note_id
                        where e.account_id = :account and e.circle = any (:circles)
                          and e.effective_on between :from and :to %s
                        order by e.effective_on, e.id
                        limit :limit
                        """.formatted(which))
                .param("opening", opening.amount())
                .param("account", account.id())
                .param("circles", scope.toArray())
                .param("from", period.from())
                .param("to", period.to())
                .param("limit", LINES_MAX + 1)
                .query(StatementLine.class)
                .list();
        if (lines.size() > LINES_MAX) {
            throw new BusinessRuleException(
                    "too-large", "A statement holds at most 50,000 entries. Choose a shorter period.");
        }
        return new Statement(
                account,
                period,
                opening,
                lines,
                balanceBefore(account.id(), period.to().plusDays(1), scope));
    }

    private Money balanceBefore(long accountId, LocalDate day, Scope scope) {
        return Money.of(jdbc.sql("""
                        select coalesce(sum(amount), 0) from account_day
                        where account_id = :account and circle = any (:circles) and effective_on < :day
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .param("day", day)
                .query(java.math.BigDecimal.class)
                .single());
    }
}
