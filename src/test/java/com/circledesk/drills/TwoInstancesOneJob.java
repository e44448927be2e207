package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Two instances share the nightly control run; then the one that holds it dies. */
final class TwoInstancesOneJob implements Drill {
    private static final int SLOTS = 5;
    private static final String JOB = "nightly-control-run";
    private static final int PATIENCE = 60;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        List<Application> instances = List.of(start(ground, 1), start(ground, 2));

        for (int slot = 1; slot <= SLOTS; slot++) {
            isDue(ground);
            await(ground, slot, "control_run where status <> 'RUNNING'");
            TimeUnit.SECONDS.sleep(2);
        }
        long runs = ground.count("control_run");
        findings.expect(runs == SLOTS, "it fell due %d times and ran %d times on the two of them", SLOTS, runs);

        String holder;
        try (Connection blocker = ground.superuser().connect()) {
            blocker.setAutoCommit(false);
            // Its first question waits here, so that it is at work when its holder dies.
            Database.execute(blocker, "lock table ledger_entry in access exclusive mode");
            isDue(ground);
            await(ground, 1, "control_run where status = 'RUNNING'");
            holder = ground.ask("select picked_by from scheduled_tasks where task_name = '" + JOB + "'");
            instances.get(holder.equals("drill-1") ? 0 : 1).kill();
            blocker.rollback();
        }
        // What fifteen minutes of waiting would do.
        execute(ground, "update control_run set heartbeat_at = now() - interval '1 hour' where status = 'RUNNING'");
        long begin = System.nanoTime();
        await(ground, SLOTS + 1, "control_run where status = 'CLEAN'");
        findings.expect(
                ground.count("control_run where status = 'FAILED'") == 1,
                "%s was killed in the run; the other noticed, marked it as failed and ran it %.0f s later (beats every 2 s here, every 30 s by default)",
                holder,
                (System.nanoTime() - begin) / 1e9);
        TimeUnit.SECONDS.sleep(3);
        runs = ground.count("control_run");
        findings.expect(runs == SLOTS + 2, "once: %d runs in all, the killed one among them", runs);
    }

    private static Application start(Ground ground, int number) throws Exception {
        return ground.start(Map.of(
                "DB_SCHEDULER_SCHEDULER_NAME", "drill-" + number,
                "DB_SCHEDULER_HEARTBEAT_INTERVAL", "2s",
                "DB_SCHEDULER_POLLING_INTERVAL", "500ms"));
    }

    private static void isDue(Ground ground) throws SQLException {
        execute(ground, "update scheduled_tasks set execution_time = now() where task_name = '" + JOB + "'");
    }

    private static void await(Ground ground, long rows, String what) throws Exception {
        for (int waited = 0; ground.count(what) < rows; waited++) {
            if (waited > PATIENCE * 10) {
                throw new IllegalStateException("After %d s there are not %d %s".formatted(PATIENCE, rows, what));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void execute(Ground ground, String sql) throws SQLException {
        try (Connection connection = ground.superuser().connect()) {
            Database.execute(connection, sql);
        }
    }
}
