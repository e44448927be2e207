package com.circledesk.payments.tax;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tax that customers deducted, beside what the department's statements say. A quarter of a TAN is shown to who sees an account
 * that bears it; deductors that no account knows, to who sees all circles and filters nothing.
 */
@Service
@Transactional(readOnly = true)
public class TaxQueries {
    private static final String ROWS = """
            with mine as materialized (
                select a.id, a.code, a.customer_name, a.tan from account a
                where a.circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or a.id = any (cast(:accounts as bigint[])))
            ), elsewhere as materialized (
                select t.tan from tans_elsewhere(array(select distinct m.tan from mine m where m.tan is not null)) t (tan)
            ), customer as materialized (
                select m.tan as key, null::text as account, string_agg(m.code, ', ' order by m.code) as accounts,
                       min(m.customer_name) as customer_name
                from mine m where m.tan is not null group by m.tan
                union all
                select 'account ' || m.id, m.code, m.code, m.customer_name from mine m where m.tan is null
            ), quarter as (
                select q.tan, c.account, c.accounts,
                       coalesce(c.customer_name, (select max(l.deductor_name) from tax_statement_line l
                                                  where l.tan is not distinct from q.tan and l.reversed_at is null)) as customer_name,
                       q.tax, q.quarter, q.section, q.section_key, q.ours, q.theirs, q.outcome,
                       exists (select from elsewhere e where e.tan = q.tan) as elsewhere
                from tax_quarter q
                left join customer c on c.key = coalesce(q.tan, 'account ' || q.account_id)
                where (c.accounts is not null
                       or :strangers and q.account_id is null and not exists (select from account a where a.tan = q.tan))
                  and (cast(:tax as text) is null or q.tax = :tax)
                  and (cast(:quarter as date) is null or q.quarter = cast(:quarter as date))
                  and (cast(:outcome as text) is null or q.outcome = :outcome)
            )
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    TaxQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /** The oldest quarter first, in it the largest difference. */
    public Paged<TaxQuarterRow> page(Scope scope, TaxFilter filter, int page, int size) {
        List<TaxQuarterRow> rows = in(scope, filter, ROWS + """
                        select * from quarter
                        order by outcome = 'MATCHED', quarter, abs(ours - theirs) desc, tan, account, tax, section_key
                        limit :size offset :skip
                        """)
                .param("size", size)
                .param("skip", (long) page * size)
                .query(TaxQueries::row)
                .list();
        return new Paged<>(rows, page, size, totals(scope, filter).rows());
    }

    public TaxTotals totals(Scope scope, TaxFilter filter) {
        return in(scope, filter, ROWS + """
                        select count(*) as rows, count(*) filter (where outcome <> 'MATCHED') as open,
                               coalesce(sum(ours), 0) as ours, coalesce(sum(theirs), 0) as theirs,
                               coalesce(sum(greatest(ours - theirs, 0)), 0) as pending,
                               coalesce(sum(greatest(theirs - ours, 0)), 0) as unclaimed
                        from quarter
                        """)
                .query((row, n) -> new TaxTotals(
                        row.getLong("rows"),
                        row.getLong("open"),
                        money(row, "ours"),
                        money(row, "theirs"),
                        money(row, "pending"),
                        money(row, "unclaimed")))
                .single();
    }

    /** One quarter of a TAN, or of an account without one. */
    public Optional<TaxQuarterRow> find(
            Scope scope,
            @Nullable String tan,
            @Nullable String account,
            Tax tax,
            LocalDate quarter,
            String sectionKey) {
        TaxFilter filter = account == null
                ? new TaxFilter(BookFilter.NONE, tax, quarter, null)
                : new TaxFilter(BookFilter.ofAccount(account), tax, quarter, null);
        return in(scope, filter, ROWS + """
                        select * from quarter
                        where section_key = :section and tan is not distinct from :tan and account is not distinct from :account
                        """)
                .param("section", sectionKey)
                .param("tan", tan)
                .param("account", account)
                .query(TaxQueries::row)
                .optional();
    }

    /** The entries behind our side, the oldest first. */
    public List<TaxDeduction> deductions(Scope scope, TaxQuarterRow of) {
        return jdbc.sql("""
                        select a.code, i.invoice_no, i.invoice_date, i.taxable_amount, e.deducted_on, r.receipt_no, e.amount
                        from account a join tax_entry e on e.account_id = a.id and e.tax = :tax
                         and e.effective_on >= :quarter and tax_quarter_of(e.deducted_on) = :quarter
                        join invoice i on i.id = e.invoice_id
                        left join allocation x on x.id = e.allocation_id left join receipt r on r.id = x.receipt_id
                        where a.circle = any (:circles) and (a.tan = :tan or a.tan is null and a.code = :account)
                          and tax_section_key(tax_section_at(a.id, e.charge_type, e.tax, e.deducted_on)) = :section
                        order by e.deducted_on, i.invoice_no, e.id limit 5000
                        """)
                .param("tax", of.tax().name())
                .param("quarter", of.quarter())
                .param("circles", scope.toArray())
                .param("tan", of.tan())
                .param("account", of.account())
                .param("section", of.sectionKey())
                .query((row, n) -> new TaxDeduction(
                        row.getString("code"),
                        row.getString("invoice_no"),
                        row.getObject("invoice_date", LocalDate.class),
                        money(row, "taxable_amount"),
                        row.getObject("deducted_on", LocalDate.class),
                        row.getString("receipt_no"),
                        money(row, "amount")))
                .list();
    }

    /** The lines of the statement; asked for a row that the scope shows. */
    public List<TaxStatementLine> statement(Scope scope, TaxQuarterRow of) {
        if (scope.circles().isEmpty() || of.account() != null) {
            return List.of();
        }
        return jdbc.sql("""
                        select dated_on, deductor_name, deductor_gstin, section, paid_amount, tax_amount, booking from tax_statement_line
                        where reversed_at is null and tax = :tax and tax_quarter_of(dated_on) = :quarter and tax_section_key(section) = :section
                          and tan is not distinct from :tan
                        order by dated_on, id limit 5000
                        """)
                .param("tax", of.tax().name())
                .param("quarter", of.quarter())
                .param("section", of.sectionKey())
                .param("tan", of.tan())
                .query((row, n) -> new TaxStatementLine(
                        row.getObject("dated_on", LocalDate.class),
                        row.getString("deductor_name"),
                        row.getString("deductor_gstin"),
                        row.getString("section"),
                        Optional.ofNullable(row.getBigDecimal("paid_amount"))
                                .map(Money::of)
                                .orElse(null),
                        money(row, "tax_amount"),
                        row.getString("booking")))
                .list();
    }

    private JdbcClient.StatementSpec in(Scope scope, TaxFilter filter, String sql) {
        Selection selection = selections.select(scope, filter.book());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("strangers", filter.book().isEmpty() && seesAll(scope))
                .param("tax", filter.tax() == null ? null : filter.tax().name())
                .param("quarter", filter.quarter())
                .param(
                        "outcome",
                        filter.outcome() == null ? null : filter.outcome().name());
    }

    private boolean seesAll(Scope scope) {
        return jdbc.sql("select not exists (select from circle where code <> all (:circles))")
                .param("circles", scope.toArray())
                .query(Boolean.class)
                .single();
    }

    private static TaxQuarterRow row(ResultSet row, int n) throws SQLException {
        return new TaxQuarterRow(
                row.getString("tan"),
                row.getString("account"),
                row.getString("accounts"),
                row.getString("customer_name"),
                Tax.valueOf(row.getString("tax")),
                row.getObject("quarter", LocalDate.class),
                row.getString("section"),
                row.getString("section_key"),
                money(row, "ours"),
                money(row, "theirs"),
                TaxOutcome.valueOf(row.getString("outcome")),
                row.getBoolean("elsewhere"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return Money.of(amount);
    }
}
