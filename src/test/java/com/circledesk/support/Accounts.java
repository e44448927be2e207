package com.circledesk.support;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Object mother of accounts: {@code long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA")}. */
@TestComponent
public class Accounts {
    private static final int TERMS_DAYS = 30;

    private final JdbcClient jdbc;
    private final SystemWork work;

    Accounts(JdbcClient jdbc, SystemWork work) {
        this.jdbc = jdbc;
        this.work = work;
    }

    /** An account payable within 30 days; its operator is created with it if need be. */
    public long create(String code, String operator, String circle) {
        return create(code, operator, circle, TERMS_DAYS);
    }

    public long create(String code, String operator, String circle, int termsDays) {
        return work.call(() -> jdbc.sql("""
                        insert into account (code, customer_name, operator_id, segment, circle, payment_terms_days)
                        values (:code, :operator || ' ' || :circle, :operatorId, 'MNO', :circle, :terms)
                        returning id
                        """)
                .param("code", code)
                .param("operator", operator)
                .param("operatorId", operatorId(operator))
                .param("circle", circle)
                .param("terms", termsDays)
                .query(Long.class)
                .single());
    }

    private long operatorId(String name) {
        return jdbc.sql("select id from operator where lower(name) = lower(:name)")
                .param("name", name)
                .query(Long.class)
                .optional()
                .orElseGet(() -> jdbc.sql("insert into operator (name) values (:name) returning id")
                        .param("name", name)
                        .query(Long.class)
                        .single());
    }
}
