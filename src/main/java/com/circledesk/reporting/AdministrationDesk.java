package com.circledesk.reporting;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the desk itself runs: jobs, imports, sign-ins, sessions, people. Nothing here belongs to a circle. */
@Service
@Transactional(readOnly = true)
public class AdministrationDesk {
    private final JdbcClient jdbc;

    AdministrationDesk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param failures one after the other, since it last went well */
    public record FailedJob(
            String name, int failures, @Nullable Instant lastFailure) {}

    /**
     * @param failedImports of the last seven days, as far as the asker may see them
     * @param throttled mail addresses with five or more failed sign-ins in the last quarter of an hour
     * @param sessions that are open
     * @param failedMails tried in vain so far, or for good, as far as the asker may see them
     * @param withoutPassword people who have not taken up their invitation
     */
    public record Counts(
            long failedImports, long throttled, long sessions, long failedMails, long withoutPassword, long disabled) {}

    public List<FailedJob> failedJobs() {
        return jdbc.sql("""
                        select task_name, consecutive_failures, last_failure from scheduled_tasks
                        where consecutive_failures > 0 order by last_failure desc
                        """)
                .query((row, number) -> {
                    OffsetDateTime at = row.getObject("last_failure", OffsetDateTime.class);
                    return new FailedJob(
                            row.getString("task_name"),
                            row.getInt("consecutive_failures"),
                            at == null ? null : at.toInstant());
                })
                .list();
    }

    public Counts counts() {
        return jdbc.sql("""
                        select (select count(*) from import_batch
                                where status = 'FAILED' and started_at > app_now() - interval '7 days') as failed_imports,
                               (select count(*) from (
                                    select account_hash from login_attempt
                                    where not succeeded and attempted_at > app_now() - interval '15 minutes'
                                    group by account_hash having count(*) >= 5) often) as throttled,
                               (select count(*) from spring_session
                                where principal_name is not null and expiry_time > extract(epoch from app_now()) * 1000)
                                   as sessions,
                               (select count(*) from mail where state = 'FAILED' or state = 'WAITING' and fault is not null)
                                   as failed_mails,
                               (select count(*) from app_user where password_hash is null and disabled_at is null)
                                   as without_password,
                               (select count(*) from app_user where disabled_at is not null) as disabled
                        """).query(Counts.class).single();
    }
}
