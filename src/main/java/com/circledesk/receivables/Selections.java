package com.circledesk.receivables;

import com.circledesk.users.Scope;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Turns a filter into the circles, accounts and charge types that the tables are asked for, within the scope. */
@Component
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
}
