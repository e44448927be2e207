package com.circledesk.accounts;

import com.circledesk.shared.SearchText;
import com.circledesk.users.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounts of a filter with their manager of today, for the list and for the hand-over alike. */
final class OwnershipSql {
    static final String ACCOUNTS = """
            from account a
            join operator o on o.id = a.operator_id
            left join lateral (
                select m.user_id, m.from_on from account_manager m
                where m.account_id = a.id and m.from_on <= app_today()
                order by m.from_on desc limit 1) today on true
            where a.circle = any (:circles) and a.active
              and (:circle::text is null or a.circle = :circle)
              and (:manager::bigint is null or coalesce(today.user_id, 0) = :manager)
              and (:q::text is null or a.code ilike :q or a.customer_name ilike :q or o.name ilike :q)
            """;

    private OwnershipSql() {}

    static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Scope scope, OwnershipFilter filter) {
        return statement
                .param("circles", scope.toArray())
                .param("circle", filter.circle())
                .param("manager", filter.manager())
                .param("q", SearchText.containing(filter.q()));
    }
}
