package com.circledesk.receivables.positions;

import com.circledesk.users.Scope;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what accounts owe as of a day. */
@Service
@Transactional(readOnly = true)
public class AccountPositionQueries {
    private final JdbcClient jdbc;

    AccountPositionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public AccountPosition position(long accountId, LocalDate asOf, Scope scope) {
        return jdbc.sql("""
                        select coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT'), 0) as outstanding,
                               coalesce(sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT' and b.due_date < :asOf), 0)
                                   as overdue,
                               -coalesce(sum(b.amount) filter (where b.charge_type = 'ON_ACCOUNT'), 0) as unapplied,
                               coalesce(sum(b.amount), 0) as balance
                        from ledger_balances(:asOf, null, :circles, array[:account]::bigint[]) b
                        """)
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .param("account", accountId)
                .query(AccountPosition.class)
                .single();
    }
}
