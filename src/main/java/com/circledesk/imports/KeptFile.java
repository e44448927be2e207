package com.circledesk.imports;

import java.io.InputStream;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a file from the pieces in which the database keeps it, one at a time. */
final class KeptFile extends InputStream {
    private final ImportBatches batches;
    private final TransactionTemplate transaction;
    private final long importId;
    private byte[] piece = new byte[0];
    private int nextPiece;
    private int at;

    KeptFile(ImportBatches batches, TransactionTemplate transaction, long importId) {
        this.batches = batches;
        this.transaction = transaction;
        this.importId = importId;
    }

    @Override
    public int read() {
        return fill() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean fill() {
        if (at == piece.length) {
            int wanted = nextPiece++;
            piece = Objects.requireNonNull(transaction.execute(status -> batches.piece(importId, wanted)));
            at = 0;
        }
        return at < piece.length;
    }
}
