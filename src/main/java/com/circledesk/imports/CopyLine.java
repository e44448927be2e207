package com.circledesk.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postgresql.copy.CopyManager;

/**
 * Sends rows while the next ones are being read: one lot is under way at a time. Nobody else may use the connection until
 * {@link #await} or {@link #close}.
 */
final class CopyLine implements CopyBuffer.Target, AutoCloseable {
    private final CopyManager copies;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> new Thread(work, "import-copy"));
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    CopyLine(CopyManager copies) {
        this.copies = copies;
    }

    @Override
    public void copy(String sql, byte[] rows) throws SQLException {
        await();
        underWay = CompletableFuture.runAsync(
                () -> {
                    try {
                        copies.copyIn(sql, new ByteArrayInputStream(rows));
                    } catch (SQLException | IOException e) {
                        throw new CompletionException(e);
                    }
                },
                sender);
    }

    /** Waits until everything is sent. */
    void await() throws SQLException {
        try {
            underWay.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
        }
    }

    @Override
    public void close() {
        underWay.handle((done, failure) -> done).join();
        sender.shutdown();
    }
}
