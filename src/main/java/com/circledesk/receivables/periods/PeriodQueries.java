package com.circledesk.receivables.periods;

import com.circledesk.shared.FinancialYear;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a month holds. */
@Service
@Transactional(readOnly = true)
public class PeriodQueries {
    private final JdbcClient jdbc;

    PeriodQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The months of a financial year that are over, the last one first. */
    public List<MonthRow> months(FinancialYear year, LocalDate today, Scope scope) {
        return jdbc.sql("""
                        select m.month::date as month, coalesce(d.billed, 0) as billed, coalesce(d.credited, 0) as credited,
                               coalesce(d.received, 0) as received, coalesce(d.tax_deducted, 0) as tax_deducted,
                               coalesce(d.deducted, 0) as deducted, l.locked_at, l.locked_by
                        from generate_series(:first::timestamp, :last::timestamp, interval '1 month') m (month)
                        left join (
                            select date_trunc('month', effective_on) as month,
                                   sum(amount) filter (where counts_as in ('INVOICE', 'DEBIT_NOTE')) as billed,
                                   -sum(amount) filter (where counts_as = 'CREDIT_NOTE') as credited,
                                   -sum(amount) filter (where counts_as = 'RECEIPT') as received,
                                   -sum(amount) filter (where counts_as in ('TDS', 'GST_TDS')) as tax_deducted,
                                   -sum(amount) filter (where counts_as in ('DEDUCTION', 'ROUND_OFF', 'WRITE_OFF')) as deducted
                            from ledger_day
                            where effective_on between :first and :last and circle = any (:circles)
                            group by 1) d on d.month = m.month
                        left join period_lock l on l.month = m.month::date and l.unlocked_at is null
                        where m.month < date_trunc('month', cast(:today as timestamp))
                        order by m.month desc
                        """)
                .param("first", year.firstDay())
                .param("last", year.lastDay())
                .param("today", today)
                .param("circles", scope.toArray())
                .query(MonthRow.class)
                .list();
    }
}
