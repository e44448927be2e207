package com.circledesk.platform;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For work that each statement may do by itself and that concerns no circle, such as reading a session: a transaction around it
 * would ask the database three times instead of once. Within somebody's transaction it takes one of its own all the same, so
 * that it neither waits for that one nor falls with it.
 */
class SingleStatements implements TransactionOperations {
    private final TransactionTemplate own;
    private final DatabaseWatch watch;

    SingleStatements(PlatformTransactionManager transactions, DatabaseWatch watch) {
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.watch = watch;
    }

    /** What gives something back has only read: where its connection breaks, it reads once more over another. */
    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        try {
            return once(work);
        } catch (DataAccessException e) {
            if (!PatientDataSource.isBroken(e.getCause())) {
                throw e;
            }
            return once(work);
        }
    }

    @Override
    public void executeWithoutResult(Consumer<TransactionStatus> work) {
        once(status -> {
            work.accept(status);
            return true;
        });
    }

    private <T extends @Nullable Object> T once(TransactionCallback<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return own.execute(work);
        }
        try {
            watch.refuseWhileSilent();
        } catch (SQLException e) {
            throw new CannotCreateTransactionException("The database does not answer.", e);
        }
        return work.doInTransaction(new SimpleTransactionStatus());
    }
}
