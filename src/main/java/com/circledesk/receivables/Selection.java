package com.circledesk.receivables;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A filter within a scope, as the tables are asked; made by {@link Selections}.
 *
 * @param circles codes, never outside the scope
 * @param accounts ids, or null for every account of the circles
 * @param chargeTypes names, or null for all
 */
public record Selection(String[] circles, Long @Nullable [] accounts, String @Nullable [] chargeTypes) {
    /** To follow {@code where} or {@code and}, for a table with circle, account_id and charge_type. */
    public static final String CONDITION = """
            circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
              and (cast(:chargeTypes as text[]) is null or charge_type = any (cast(:chargeTypes as text[])))
            """;

    public JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement) {
        return statement.param("circles", circles).param("accounts", accounts).param("chargeTypes", chargeTypes);
    }

    /** Of these accounts those that are selected. */
    Selection narrowedTo(Set<Long> ids) {
        return new Selection(
                circles,
                ids.stream()
                        .filter(id -> accounts == null || List.of(accounts).contains(id))
                        .toArray(Long[]::new),
                chargeTypes);
    }
}
