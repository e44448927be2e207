package com.circledesk.payments.matching;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of which certain proposals are posted without a person. None, unless the administrator says so. */
@Service
@Transactional
public class AutoPosting {
    /** One that is turned on. */
    public record Row(String account, String customerName, String circle, Instant turnedOnAt, String turnedOnBy) {}

    private final JdbcClient jdbc;

    AutoPosting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public List<Row> list(Scope scope) {
        return jdbc.sql("""
                        select a.code as account, a.customer_name, a.circle, p.turned_on_at, p.turned_on_by
                        from auto_posting p join account a on a.id = p.account_id
                        where p.circle = any (:circles) order by a.code
                        """).param("circles", scope.toArray()).query(Row.class).list();
    }

    public void turnOn(String account, Scope scope) {
        jdbc.sql("""
                        insert into auto_posting (account_id, circle)
                        select id, circle from account where id = :account on conflict do nothing
                        """).param("account", id(account, scope)).update();
    }

    public void turnOff(String account, Scope scope) {
        jdbc.sql("delete from auto_posting where account_id = :account")
                .param("account", id(account, scope))
                .update();
    }

    private long id(String account, Scope scope) {
        return jdbc.sql("select id from account where lower(code) = lower(:code) and circle = any (:circles)")
                .param("code", account)
                .param("circles", scope.toArray())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Account", account));
    }
}
