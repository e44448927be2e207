package com.circledesk.platform;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins every transaction by telling the database who acts, which circles may be seen and what time it is
 * ({@code app_circles()}, {@code app_actor()}, {@code app_now()}); the settings end with the transaction. Row-level
 * security rests on this: a transaction without an actor sees no circle.
 */
class ScopedTransactionManager extends JpaTransactionManager {
    /**
     * What is only read is all read of one moment; said before the first question, where it costs none of its own. And each
     * question is planned for what it asks: one plan for every filter would read a circle where an account is meant.
     */
    private static final String READING =
            "set transaction isolation level repeatable read; set local plan_cache_mode = force_custom_plan; ";

    private static final String TELL = "select set_config('app.circles', ?, true), set_config('app.actor', ?, true),"
            + " set_config('app.actor_id', ?, true), set_config('app.request_id', ?, true),"
            + " set_config('app.now', ?, true), set_config('statement_timeout', ?, true)";

    /** How long other connections are tried where one is broken: after a restart of the database all that are kept are. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How much longer than a statement may take an answer is waited for. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final transient Clock clock;
    private final transient DatabaseWatch watch;
    private final Duration statementTimeout;

    ScopedTransactionManager(
            EntityManagerFactory entityManagerFactory, Clock clock, DatabaseWatch watch, Duration statementTimeout) {
        super(entityManagerFactory);
        this.clock = clock;
        this.watch = watch;
        this.statementTimeout = statementTimeout;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        try {
            watch.refuseWhileSilent();
        } catch (SQLException e) {
            throw new CannotCreateTransactionException("The database does not answer.", e);
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!begun(transaction, definition, System.nanoTime() > until)) {
            logger.debug("A connection was broken; another one is tried");
        }
    }

    /** @return false if the connection turned out to be broken: nothing was asked over it yet, so another one will do */
    private boolean begun(Object transaction, TransactionDefinition definition, boolean last) {
        super.doBegin(transaction, definition);
        EntityManagerHolder holder = (EntityManagerHolder)
                Objects.requireNonNull(TransactionSynchronizationManager.getResource(obtainEntityManagerFactory()));
        try {
            Connection connection = connection();
            watch.begins(transaction, connection, definition.getTimeout() > 0);
            tell(connection, definition);
            return true;
        } catch (SQLException | RuntimeException e) {
            doCleanupAfterCompletion(transaction);
            if (last || !PatientDataSource.isBroken(e)) {
                throw new CannotCreateTransactionException("The transaction's scope could not be set.", e);
            }
            // Neither what held the connection nor what held the session is taken for the next beginning.
            ((JdbcTransactionObjectSupport) transaction).setConnectionHolder(null);
            holder.setSynchronizedWithTransaction(true);
            return false;
        }
    }

    /** Where the connection is gone the transaction is, too; why it had to be rolled back is what the caller should hear. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (RuntimeException e) {
            logger.debug("Nothing was there any more to roll back", e);
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        watch.ended(transaction);
        super.doCleanupAfterCompletion(transaction);
    }

    private Connection connection() {
        DataSource dataSource = Objects.requireNonNull(getDataSource());
        return ((ConnectionHolder) Objects.requireNonNull(TransactionSynchronizationManager.getResource(dataSource)))
                .getConnection();
    }

    private void tell(Connection connection, TransactionDefinition definition) throws SQLException {
        int timeoutSeconds = definition.getTimeout();
        // A transaction with a timeout of its own (an import, a control run) is bound by that one instead.
        long timeoutMillis = timeoutSeconds > 0 ? timeoutSeconds * 1000L : statementTimeout.toMillis();
        // The server cancels what takes too long; where it cannot, the wait for it ends all the same.
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeoutMillis + SILENCE.toMillis()));
        Actor actor = ActorContext.current();
        try (PreparedStatement statement =
                connection.prepareStatement(definition.isReadOnly() ? READING + TELL : TELL)) {
            statement.setString(
                    1, actor == null ? "" : String.join(",", actor.scope().toArray()));
            statement.setString(2, actor == null ? "" : actor.name());
            statement.setString(
                    3,
                    actor == null || actor.userId() == null
                            ? ""
                            : actor.userId().toString());
            statement.setString(4, Objects.requireNonNullElse(ActorContext.requestId(), ""));
            statement.setString(5, clock.instant().toString());
            statement.setString(6, Long.toString(timeoutMillis));
            statement.execute();
        }
    }
}
