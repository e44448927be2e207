package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestDatabase;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@IntegrationTest
class MigrationTests {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Test
    void migrationsApplyFromEmptyAndTheApplicationWorksAsARoleThatOwnsNothing() {
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("circledesk_app");
        assertThat(jdbc.sql("select count(*) from circle").query(Integer.class).single())
                .isEqualTo(22);
        assertThat(jdbc.sql("select count(*) from pg_tables where tableowner = 'circledesk_app'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anOwnerWhoIsNoSuperuserMigratesAndLetsAnotherUserSignIn() {
        JdbcClient server = JdbcClient.create(owner);
        assumeThat(server.sql("select rolsuper from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .as("the tests' user may make databases and roles")
                .isTrue();
        String name = "desk_" + ProcessHandle.current().pid();
        try {
            server.sql("create role %s_owner login createrole password 'o'".formatted(name))
                    .update();
            server.sql("create role %s_login login password 'l'".formatted(name))
                    .update();
            server.sql("grant circledesk_app, circledesk_keys to %s_owner with admin option".formatted(name))
                    .update();
            server.sql("create database %1$s owner %1$s_owner".formatted(name)).update();

            Flyway.configure()
                    .dataSource(url(name), name + "_owner", "o")
                    .placeholders(Map.of("appLogin", name + "_login"))
                    .load()
                    .migrate();

            SingleConnectionDataSource login = new SingleConnectionDataSource(url(name), name + "_login", "l", false);
            JdbcClient.create(login).sql("set role circledesk_app").update();
            assertThat(JdbcClient.create(login)
                            .sql("select count(*) from circle")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(22);
            login.destroy();
        } finally {
            server.sql("drop database if exists %s with (force)".formatted(name))
                    .update();
            server.sql("drop role if exists %1$s_owner, %1$s_login".formatted(name))
                    .update();
        }
    }

    private static String url(String database) {
        return TestDatabase.address().url().replaceFirst("/[^/?]+(\\?.*)?$", "/" + database);
    }
}
