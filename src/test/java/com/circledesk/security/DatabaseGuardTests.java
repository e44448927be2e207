package com.circledesk.security;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.users.ActorContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database refuses by itself, whatever the application asks of it. */
@IntegrationTest
class DatabaseGuardTests {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @Test
    void everyTableOfACircleHasForcedRowLevelSecurity() {
        // user_circle says which circles a person sees; its rows belong to none.
        assertThat(jdbc.sql("""
                                select c.relname from pg_class c
                                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                                  and c.relname <> 'user_circle'
                                  and exists (select from pg_attribute a where a.attrelid = c.oid
                                              and a.attname in ('circle', 'circles') and not a.attisdropped)
                                  and not (c.relrowsecurity and c.relforcerowsecurity)
                                """).query(String.class).list()).isEmpty();
    }

    @Test
    void theApplicationsRolesHaveNoPowerOfTheirOwn() {
        assertThat(jdbc.sql("""
                                select rolname from pg_roles
                                where rolname in ('circledesk_app', 'circledesk_keys')
                                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin)
                                """).query(String.class).list()).isEmpty();
        assertThat(jdbc.sql("""
                                select relname from pg_class where relowner = 'circledesk_app'::regrole
                                union all select proname from pg_proc where proowner = 'circledesk_app'::regrole
                                """).query(String.class).list()).isEmpty();
    }

    @Test
    void withoutAnActorNoCircleIsSeenAndNothingAuditedIsWritten() {
        accounts.create("KA-1", "Airtel", "KA");
        ActorContext.clear();
        assertThat(count("select count(*) from account")).isZero();
        assertThatThrownBy(() -> change("insert into operator (name) values ('X')"))
                .hasStackTraceContaining("No actor is set");
    }

    @Test
    void anotherCirclesRowIsNeitherReadNorWritten() {
        long own = accounts.create("KA-1", "Airtel", "KA");
        long other = accounts.create("MH-1", "Airtel", "MH");
        ActorContext.runAs(cast.actor(ALICE), () -> {
            assertThat(count("select count(*) from account")).isEqualTo(1);
            assertThat(change("update account set customer_name = 'changed' where id = " + own))
                    .isEqualTo(1);
            assertThat(change("update account set customer_name = 'changed' where id = " + other))
                    .isZero();
            assertThatThrownBy(() -> change("update account set circle = 'MH' where id = " + own))
                    .hasStackTraceContaining("row-level security");
        });
    }

    @ParameterizedTest
    @CsvSource({"audit_log, note", "ledger_entry, reason"})
    void historyIsNotRewrittenByTheApplicationNorByTheOwner(String table, String column) {
        List<String> attempts = List.of(
                "update %s set %s = 'forged'".formatted(table, column),
                "delete from " + table,
                "truncate " + table + " cascade");
        for (String attempt : attempts) {
            ActorContext.runAs(
                    cast.actor(ALICE),
                    () -> assertThatThrownBy(() -> change(attempt)).hasStackTraceContaining("permission denied"));
            assertThatThrownBy(() -> asOwner(attempt)).hasStackTraceContaining("append-only");
        }
    }

    @Test
    void noSecretReachesTheTrail() {
        cast.newToken(ALICE);
        assertThat(jdbc.sql("select after::text from audit_log where subject in ('app_user', 'api_token')")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains("argon2") || row.contains("_hash"));
    }

    private int change(String sql) {
        Integer rows = transaction.execute(status -> jdbc.sql(sql).update());
        return rows == null ? 0 : rows;
    }

    private int count(String sql) {
        Integer rows =
                transaction.execute(status -> jdbc.sql(sql).query(Integer.class).single());
        return rows == null ? 0 : rows;
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
