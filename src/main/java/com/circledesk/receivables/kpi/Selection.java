package com.circledesk.receivables.kpi;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A filter within a scope, as the tables are asked.
 *
 * @param accounts ids, or null for every account of the circles
 * @param chargeTypes names, or null for all
 */
record Selection(String[] circles, Long @Nullable [] accounts, String @Nullable [] chargeTypes) {
    /** To follow {@code where} or {@code and}, for a table with the columns of the roll-ups. */
    static final String CONDITION = """
            circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
              and (cast(:chargeTypes as text[]) is null or charge_type = any (cast(:chargeTypes as text[])))
            """;

    JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement) {
        return statement.param("circles", circles).param("accounts", accounts).param("chargeTypes", chargeTypes);
    }
}
