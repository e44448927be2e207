package com.circledesk.platform;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Notices that the database has fallen silent: stopped, or cut off without a word. Whoever waits for its answer cannot tell
 * that from a long question, so somebody else asks it for the least that must be written, again and again. While no answer
 * comes, the connections of those who wait are cut, which ends their waiting as if the database had gone, and nothing new
 * begins. Work that was given a time of its own (an import, a control run) is cut only after a longer silence.
 */
class DatabaseWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    /** A commit that waits for the disk: a server whose reading works but whose writing hangs counts as silent, too. */
    private static final String LEAST_WRITE = "select pg_logical_emit_message(true, 'circledesk', '')";

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE_OF_LONG_WORK = Duration.ofMinutes(1);

    /** A way to the database outside the pool, whose connections give up after the silence that is borne. */
    @FunctionalInterface
    interface WayIn {
        Connection connect() throws SQLException;
    }

    private record Waiting(Connection connection, boolean longWork) {}

    private final WayIn wayIn;
    private final Map<Object, Waiting> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable Thread watch;
    private volatile @Nullable Connection connection;
    /** Since when no answer has come, by {@link System#nanoTime()}. */
    private volatile @Nullable Long silentSince;

    DatabaseWatch(WayIn wayIn) {
        this.wayIn = wayIn;
    }

    void refuseWhileSilent() throws SQLException {
        if (silentSince != null) {
            throw new SQLTransientConnectionException("The database is silent.");
        }
    }

    /** @param longWork it has a time limit of its own */
    void begins(Object transaction, Connection itsConnection, boolean longWork) {
        waiting.put(transaction, new Waiting(itsConnection, longWork));
    }

    void ended(Object transaction) {
        waiting.remove(transaction);
    }

    private void look() {
        while (watch == Thread.currentThread()) {
            long begin = System.nanoTime();
            if (answers()) {
                if (silentSince != null) {
                    log.warn("The database answers again");
                    silentSince = null;
                }
            } else {
                if (silentSince == null) {
                    silentSince = begin;
                    log.error("The database does not answer; whoever waits for it is told so");
                }
                cut();
            }
            try {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** A refusal is an answer, too: everybody else gets it as well. */
    private boolean answers() {
        try {
            Connection open = connection;
            if (open == null) {
                open = wayIn.connect();
                connection = open;
            }
            try (Statement statement = open.createStatement()) {
                statement.execute(LEAST_WRITE);
            }
            return true;
        } catch (SQLException e) {
            disconnect();
            return !timedOut(e);
        }
    }

    private static boolean timedOut(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private void cut() {
        Long since = silentSince;
        boolean longWorkToo = since != null && System.nanoTime() - since > PATIENCE_OF_LONG_WORK.toNanos();
        waiting.forEach((transaction, one) -> {
            if (longWorkToo || !one.longWork()) {
                waiting.remove(transaction);
                abort(one.connection());
            }
        });
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(command -> new Thread(command, "database-cut").start());
        } catch (SQLException e) {
            log.warn("A connection could not be cut: {}", e.getMessage());
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            abort(open);
        }
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::look, "database-watch");
        thread.setDaemon(true);
        watch = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = watch;
        watch = null;
        if (thread != null) {
            thread.interrupt();
        }
        disconnect();
        silentSince = null;
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    /** Before those who ask the database, and until they have ended. */
    @Override
    public int getPhase() {
        return 0;
    }
}
