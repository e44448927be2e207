package com.circledesk.accounts;

import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads accounts. Codes are compared case-blind and trimmed; another circle's account is as good as missing. */
@Service
@Transactional(readOnly = true)
public class AccountQueries {
    private final JdbcClient jdbc;

    AccountQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<AccountFacts> find(String code, Scope scope) {
        return jdbc.sql("""
                        select a.id, a.code, a.customer_name, o.name as operator, a.segment, a.circle, c.name as circle_name,
                               a.payment_terms_days, a.gstin, a.pan, a.tan, a.public_sector, a.active,
                               u.full_name as manager, u.email as manager_email
                        from account a
                        join operator o on o.id = a.operator_id
                        join circle c on c.code = a.circle
                        left join lateral (
                            select m.user_id from account_manager m
                            where m.account_id = a.id and m.from_on <= app_today()
                            order by m.from_on desc limit 1) now on true
                        left join app_user u on u.id = now.user_id
                        where lower(a.code) = lower(trim(:code)) and a.circle = any (:circles)
                        """)
                .param("code", code)
                .param("circles", scope.toArray())
                .query(AccountFacts.class)
                .optional();
    }

    /** @throws NotFoundException if there is no such account in the scope */
    public AccountFacts get(String code, Scope scope) {
        return find(code, scope).orElseThrow(() -> new NotFoundException("Account", code));
    }

    /**
     * The account of a form that may name none. Another circle's is as good as missing, whatever else is wrong.
     *
     * @throws NotFoundException if one is named that is not in the scope
     */
    public Optional<AccountFacts> ifNamed(String code, Scope scope) {
        return code.isEmpty() ? Optional.empty() : Optional.of(get(code, scope));
    }

    /** Its managers, the present one first. */
    public List<AccountManagement> managers(long accountId, Scope scope) {
        return jdbc.sql("""
                        select m.from_on, lead(m.from_on) over (order by m.from_on) - 1 as until_on, u.full_name as manager
                        from account_manager m left join app_user u on u.id = m.user_id
                        where m.account_id = :account and m.circle = any (:circles)
                        order by m.from_on desc
                        """)
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(AccountManagement.class)
                .list();
    }

    /** Active accounts for pickers, by operator and circle. */
    public List<Choice> choices(Scope scope) {
        return jdbc.sql("""
                        select a.code as value, a.code || ' · ' || a.customer_name as label
                        from account a join operator o on o.id = a.operator_id
                        where a.circle = any (:circles) and a.active
                        order by lower(o.name), a.circle, lower(a.code)
                        """)
                .param("circles", scope.toArray())
                .query(Choice.class)
                .list();
    }

    /** Names of the operators that have accounts in these circles, for pickers. */
    public List<String> operators(Scope scope) {
        return jdbc.sql("""
                        select o.name from operator o
                        where exists (select from account a where a.operator_id = o.id and a.circle = any (:circles))
                        order by lower(o.name)
                        """)
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
    }
}
