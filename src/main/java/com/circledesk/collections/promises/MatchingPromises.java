package com.circledesk.collections.promises;

import com.circledesk.payments.matching.PromiseSource;
import com.circledesk.payments.matching.Promised;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells matching what an account still promises: a credit of just that amount is likely what was promised. A lump sum is kept
 * as soon as its money is there, and that money is what looks for its invoices.
 */
@Component
class MatchingPromises implements PromiseSource {
    private final JdbcClient jdbc;

    MatchingPromises(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Promised> open(long accountId, Scope scope) {
        return jdbc.sql("""
                        select p.promised_on, case p.covers when 'ACCOUNT' then p.amount else p.amount - p.received end as rest,
                               array(select i.invoice_no from promise_invoice c join invoice i on i.id = c.invoice_id
                                     where c.promise_id = p.id order by c.place) as invoice_nos
                        from promise p
                        where p.account_id = :account and p.circle = any (:circles)
                          and (p.status = 'OPEN' or p.covers = 'ACCOUNT' and p.status = 'KEPT' and p.judge_on >= app_today())
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query((row, n) -> new Promised(
                        Arrays.asList((String[]) row.getArray("invoice_nos").getArray()),
                        Money.of(row.getBigDecimal("rest")),
                        row.getObject("promised_on", LocalDate.class)))
                .list();
    }
}
