package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class MigrationTests {
    @Autowired
    private JdbcClient jdbc;

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
}
