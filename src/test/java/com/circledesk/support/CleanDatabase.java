package com.circledesk.support;

import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Empties every table but the reference data that migrations brought before each test, as the owner and with the triggers asleep. Few rows are
 * deleted, many truncated: a truncate costs a new file for the table and each of its indexes.
 */
class CleanDatabase extends AbstractTestExecutionListener {
    private static final String EMPTY_ALL = """
            do $$
            declare
                target record;
                filled boolean;
            begin
                set local session_replication_role = replica;
                for target in
                    with recursive leaned as ( -- settings stay: what they lean on is deleted from, for a truncate takes them along
                        select 'tax_rate'::regclass::oid as oid
                        union select f.confrelid from leaned join pg_constraint f on f.conrelid = leaned.oid and f.contype = 'f'
                    )
                    select c.oid::regclass as name, pg_relation_size(c.oid) > 1000000 and c.oid not in (select oid from leaned) as large
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relkind = 'r'
                      and c.relname not in ('flyway_schema_history', 'circle', 'dispute_status', 'dispute_transition')
                      and pg_relation_size(c.oid) > 0
                loop
                    execute 'select exists (select from ' || target.name || ')' into filled;
                    if target.name::text in ('red_flag_rule', 'letter_template', 'dispute_reason', 'note_clock', 'note_approval_step', 'write_off_cap', 'tax_section', 'tax_rate', 'status_schedule',
                                             'collection_setting', 'promise_setting', 'shortfall_reason') then
                        execute 'delete from ' || target.name || ' where recorded_by <> ''system:migration''';
                    elsif target.name::text = 'column_mapping' then
                        delete from column_mapping where created_by <> 'system:migration';
                    elsif target.large then
                        execute 'truncate ' || target.name || ' cascade';
                    elsif filled then
                        execute 'delete from ' || target.name;
                    end if;
                end loop;
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
        testContext
                .getApplicationContext()
                .getBean(com.circledesk.receivables.LedgerMemory.class)
                .forgetAll();
        testContext.getApplicationContext().getBean(TestClock.class).reset();
        com.circledesk.users.ActorContext.clear();
    }
}
