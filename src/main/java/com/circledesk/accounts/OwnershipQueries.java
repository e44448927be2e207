package com.circledesk.accounts;

import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads who manages which account. */
@Service
@Transactional(readOnly = true)
public class OwnershipQueries {
    private final JdbcClient jdbc;

    OwnershipQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Active accounts, by circle and code. */
    public Paged<OwnershipRow> list(Scope scope, OwnershipFilter filter, PageWish wish) {
        long total = OwnershipSql.bind(jdbc.sql("select count(*) " + OwnershipSql.ACCOUNTS), scope, filter)
                .query(Long.class)
                .single();
        PageWish shown = wish.within(total);
        List<OwnershipRow> rows = OwnershipSql.bind(jdbc.sql("""
                        with page as (
                            select a.id, a.code, a.customer_name as customer, o.name as operator, a.circle, today.user_id, today.from_on
                            %s
                            order by a.circle, lower(a.code) limit :size offset :skip)
                        select p.code, p.customer, p.operator, p.circle, u.full_name as manager, p.from_on,
                               coming.full_name as next_manager, coming.from_on as next_from_on
                        from page p
                        left join app_user u on u.id = p.user_id
                        left join lateral (
                            select n.from_on, v.full_name from account_manager n left join app_user v on v.id = n.user_id
                            where n.account_id = p.id and n.from_on > app_today()
                            order by n.from_on limit 1) coming on true
                        order by p.circle, lower(p.code)
                        """.formatted(OwnershipSql.ACCOUNTS)), scope, filter)
                .param("size", shown.size())
                .param("skip", shown.skip())
                .query(OwnershipRow.class)
                .list();
        return new Paged<>(rows, shown.page(), shown.size(), total);
    }
}
