package com.circledesk.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Where the pool gets its connections. While the database is away it asks ten times a second, so that the pool is filled as
 * soon as it is back: the pool by itself would wait longer after each failure, up to five seconds. Those who wait for a
 * connection wait no longer than the pool lets them. A database that was never there is not waited for.
 */
class PatientDataSource extends DelegatingDataSource {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final BooleanSupplier closed;
    private volatile boolean wasThere;

    /** @param closed whether the pool is, and needs no connection any more */
    PatientDataSource(DataSource target, BooleanSupplier closed) {
        super(target);
        this.closed = closed;
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                Connection connection = super.getConnection();
                wasThere = true;
                return connection;
            } catch (SQLException e) {
                if (!wasThere || closed.getAsBoolean() || !isAway(e) || !paused()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** A connection that was there is no more; unlike one that nobody gave, which was waited for already. */
    static boolean isBroken(@Nullable Throwable failure) {
        return failure instanceof SQLException cause
                && !(cause instanceof SQLTransientConnectionException)
                && isAway(cause);
    }

    /** Not there, starting or stopping. */
    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static boolean paused() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
