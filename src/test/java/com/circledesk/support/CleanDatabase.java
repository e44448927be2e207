package com.circledesk.support;

import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Empties every table but the reference data before each test, as the owner and with the triggers asleep. */
class CleanDatabase extends AbstractTestExecutionListener {
    private static final String EMPTY_ALL = """
            do $$
            declare
                tables text;
            begin
                select string_agg(format('%I.%I', schemaname, tablename), ', ') into tables
                from pg_tables
                where schemaname = 'public' and tablename not in ('flyway_schema_history', 'circle');
                set local session_replication_role = replica;
                execute 'truncate ' || tables || ' cascade';
            end $$
            """;

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 5000;
    }

    @Override
    public void beforeTestMethod(TestContext testContext) throws Exception {
        DataSource owner = testContext.getApplicationContext().getBean("ownerDataSource", DataSource.class);
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(EMPTY_ALL);
        }
        testContext.getApplicationContext().getBean(TestClock.class).reset();
        com.circledesk.users.ActorContext.clear();
    }
}
