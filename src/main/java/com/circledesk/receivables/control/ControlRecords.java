package com.circledesk.receivables.control;

import com.circledesk.shared.BusinessRuleException;
import java.time.Duration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what a control run does and finds, step by step, so that everybody can see how far it is. */
@Service
@Transactional
class ControlRecords {
    /** Longer than any single check may take. */
    private static final Duration SILENCE_MAX = Duration.ofMinutes(15);

    private final JdbcClient jdbc;

    ControlRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long begin(int checks) {
        jdbc.sql("""
                update control_run set status = 'FAILED', finished_at = app_now()
                where status = 'RUNNING' and heartbeat_at < now() - make_interval(secs => :silence)
                """).param("silence", SILENCE_MAX.toSeconds()).update();
        try {
            return jdbc.sql("insert into control_run (checks) values (:checks) returning id")
                    .param("checks", checks)
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("control-running", "A control run is going on already.");
        }
    }

    void found(long run, Invariant invariant, Finding finding, Duration took) {
        jdbc.sql(
                        "insert into control_check (run_id, name, differences, duration_ms) values (:run, :name, :found, :took)")
                .param("run", run)
                .param("name", invariant.name())
                .param("found", finding.differences())
                .param("took", took.toMillis())
                .update();
        int seq = 0;
        for (Finding.Difference difference : finding.examples()) {
            jdbc.sql("insert into control_difference values (:run, :name, :seq, :circle, :subject, :detail)")
                    .param("run", run)
                    .param("name", invariant.name())
                    .param("seq", ++seq)
                    .param("circle", difference.circle())
                    .param("subject", difference.subject())
                    .param("detail", difference.detail())
                    .update();
        }
        beat(run);
    }

    void failed(long run, Invariant invariant, String failure, Duration took) {
        jdbc.sql("insert into control_check (run_id, name, duration_ms, failure) values (:run, :name, :took, :failure)")
                .param("run", run)
                .param("name", invariant.name())
                .param("took", took.toMillis())
                .param("failure", failure)
                .update();
        beat(run);
    }

    private void beat(long run) {
        jdbc.sql("update control_run set heartbeat_at = now() where id = :run")
                .param("run", run)
                .update();
    }

    ControlStatus end(long run, Duration took) {
        return ControlStatus.valueOf(jdbc.sql("""
                        update control_run r
                        set status = case when c.asked < r.checks then 'FAILED' when c.found > 0 then 'DIFFERENCES' else 'CLEAN' end,
                            finished_at = app_now(), duration_ms = :took, differences = c.found
                        from (select count(differences) as asked, coalesce(sum(differences), 0) as found
                              from control_check where run_id = :run) c
                        where r.id = :run
                        returning r.status
                        """)
                .param("run", run)
                .param("took", took.toMillis())
                .query(String.class)
                .single());
    }
}
