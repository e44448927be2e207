package com.circledesk.receivables;

import com.circledesk.users.Scope;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Turns a filter into the circles, accounts and charge types that the tables are asked for, within the scope. */
@Component
@Transactional(readOnly = true)
public class Selections {
    private final JdbcClient jdbc;

    Selections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Selection select(Scope scope, BookFilter filter) {
        String[] circles = scope.narrowedTo(Arrays.asList(BookFilter.upper(filter.circles())))
                .toArray();
        String[] chargeTypes = filter.chargeTypes().isEmpty() ? null : BookFilter.upper(filter.chargeTypes());
        if (filter.operators().isEmpty() && filter.accounts().isEmpty()) {
            return new Selection(circles, null, chargeTypes);
        }
        List<Long> accounts = jdbc.sql("""
                        select a.id from account a join operator o on o.id = a.operator_id
                        where a.circle = any (:circles)
                          and (:anyOperator or lower(o.name) = any (:operators))
                          and (:anyAccount or lower(a.code) = any (:codes))
                        """)
                .param("circles", circles)
                .param("anyOperator", filter.operators().isEmpty())
                .param("operators", BookFilter.lower(filter.operators()))
                .param("anyAccount", filter.accounts().isEmpty())
                .param("codes", BookFilter.lower(filter.accounts()))
                .query(Long.class)
                .list();
        return new Selection(circles, accounts.toArray(Long[]::new), chargeTypes);
    }

    /** Operators and accounts to choose from. */
    public BookChoices choices(Scope scope) {
        List<BookChoices.Choice> operators = jdbc.sql("""
                        select distinct o.name from operator o join account a on a.operator_id = o.id
                        where a.circle = any (:circles) order by o.name
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new BookChoices.Choice(row.getString("name"), row.getString("name")))
                .list();
        List<BookChoices.Choice> accounts = jdbc.sql("""
                        select code, customer_name from account where circle = any (:circles) order by lower(code) limit 1000
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new BookChoices.Choice(
                        row.getString("code"), row.getString("code") + " · " + row.getString("customer_name")))
                .list();
        return new BookChoices(operators, accounts);
    }
}
