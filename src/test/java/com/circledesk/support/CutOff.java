package com.circledesk.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the application's connection in the middle of what it does, as a crash would: where it wants to write to a table that is
 * held here. What it committed before is there, what it was about to write is not.
 */
public final class CutOff implements AutoCloseable {
    private static final int PATIENCE = 1_000;

    private final Connection outside;

    public CutOff() throws SQLException {
        TestDatabase.Address database = TestDatabase.address();
        outside = DriverManager.getConnection(database.url(), database.username(), database.password());
        outside.setAutoCommit(false);
    }

    /** From now on nobody gets through to write to it. */
    public void before(String table) {
        try (Statement statement = outside.createStatement()) {
            statement.execute("lock table " + table + " in exclusive mode");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does it until it is cut off. @return what whoever did it then met, or null if nothing */
    public @Nullable Throwable during(Runnable work) throws SQLException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> running = thread.submit(work);
            for (int tried = 0; !ended(); tried++) {
                if (running.isDone() || tried > PATIENCE) {
                    throw new AssertionError("It never came to where it was to be cut off.");
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            outside.rollback();
            running.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } finally {
            thread.shutdownNow();
        }
    }

    private boolean ended() throws SQLException {
        try (Statement statement = outside.createStatement();
                ResultSet result = statement.executeQuery("""
                        select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """)) {
            result.next();
            return result.getLong(1) > 0;
        }
    }

    @Override
    public void close() throws SQLException {
        outside.close();
    }
}
