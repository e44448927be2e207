package com.circledesk.drills;

import com.circledesk.running.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Looks every second how old the oldest open transaction of the application is. */
final class LongestTransaction implements AutoCloseable {
    private final Thread watch;
    private volatile double seconds;

    private LongestTransaction(Ground ground) {
        watch = new Thread(() -> look(ground), "longest-transaction");
    }

    static LongestTransaction watch(Ground ground) {
        LongestTransaction longest = new LongestTransaction(ground);
        longest.watch.start();
        return longest;
    }

    private void look(Ground ground) {
        try (Connection connection = ground.superuser().connect()) {
            while (true) {
                seconds = Math.max(seconds, Double.parseDouble(Database.ask(connection, """
                                select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                                """)));
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            // Enough was seen.
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    double seconds() {
        return seconds;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
