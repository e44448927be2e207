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

/** Tells matching what an account still promises: a credit of just that amount is likely what was promised. */
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
                        select p.promised_on, p.amount - p.received as rest,
                               array(select i.invoice_no from promise_invoice c join invoice i on i.id = c.invoice_id
                                     where c.promise_id = p.id order by c.place) as invoice_nos
                        from promise p
                        where p.account_id = :account and p.circle = any (:circles) and p.status = 'OPEN'
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
