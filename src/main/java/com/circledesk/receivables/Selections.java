package com.circledesk.receivables;

import com.circledesk.shared.Choice;
import com.circledesk.users.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Turns a filter into the circles, accounts and charge types that the tables are asked for, within the scope. */
@Component
@Transactional(readOnly = true)
public class Selections {
    private static final String OF_OPERATORS =
            " and a.operator_id in (select o.id from operator o where lower(o.name) = any (:operators))";

    private final JdbcClient jdbc;

    Selections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Found once in a transaction that reads: a page asks a dozen questions of the same part of the book. */
    public Selection select(Scope scope, BookFilter filter) {
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? found().computeIfAbsent(new Asked(scope, filter), asked -> read(scope, filter))
                : read(scope, filter);
    }

    private record Asked(Scope scope, BookFilter filter) {}

    @SuppressWarnings("unchecked")
    private Map<Asked, Selection> found() {
        Object known = TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return (Map<Asked, Selection>) known;
        }
        Map<Asked, Selection> found = new HashMap<>();
        TransactionSynchronizationManager.bindResource(this, found);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(Selections.this);
            }
        });
        return found;
    }

    private Selection read(Scope scope, BookFilter filter) {
        String[] circles = scope.narrowedTo(Arrays.asList(BookFilter.upper(filter.circles())))
                .toArray();
        String[] chargeTypes = filter.chargeTypes().isEmpty() ? null : BookFilter.upper(filter.chargeTypes());
        if (filter.operators().isEmpty() && filter.accounts().isEmpty()) {
            return new Selection(circles, null, chargeTypes);
        }
        List<Long> accounts = jdbc.sql("select a.id from account a where a.circle = any (:circles)"
                        + (filter.accounts().isEmpty() ? "" : " and lower(a.code) = any (:codes)")
                        + (filter.operators().isEmpty() ? "" : OF_OPERATORS))
                .param("circles", circles)
                .param("codes", BookFilter.lower(filter.accounts()))
                .param("operators", BookFilter.lower(filter.operators()))
                .query(Long.class)
                .list();
        return new Selection(circles, accounts.toArray(Long[]::new), chargeTypes);
    }

    /** Operators and accounts to choose from. */
    public BookChoices choices(Scope scope) {
        List<Choice> operators = jdbc.sql("""
                        select distinct o.name from operator o join account a on a.operator_id = o.id
                        where a.circle = any (:circles) order by o.name
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new Choice(row.getString("name"), row.getString("name")))
                .list();
        List<Choice> accounts = jdbc.sql("""
                        select code, customer_name from account where circle = any (:circles) order by lower(code) limit 1000
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new Choice(
                        row.getString("code"), row.getString("code") + " · " + row.getString("customer_name")))
                .list();
        return new BookChoices(operators, accounts);
    }
}
