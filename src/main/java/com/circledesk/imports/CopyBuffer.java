package com.circledesk.imports;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Collects rows in PostgreSQL's COPY text format and sends them about a megabyte at a time. */
final class CopyBuffer {
    /** Where the rows go: the working transaction's connection. */
    interface Target {
        void copy(String sql, byte[] rows) throws SQLException;
    }

    private static final int FULL = 1 << 20;

    private final Target target;
    private final String sql;
    private final StringBuilder rows = new StringBuilder(FULL + (1 << 16));
    private boolean inRow;

    CopyBuffer(Target target, String sql) {
        this.target = target;
        this.sql = sql;
    }

    void value(@Nullable String value) {
        if (inRow) {
            rows.append('\t');
        }
        inRow = true;
        if (value == null) {
            rows.append("\\N");
            return;
        }
        int from = 0;
        for (int at = 0; at < value.length(); at++) {
            char escape = switch (value.charAt(at)) {
                case '\\' -> '\\';
                case '\t' -> 't';
                case '\n' -> 'n';
                case '\r' -> 'r';
                default -> 0;
            };
            if (escape != 0) {
                rows.append(value, from, at).append('\\').append(escape);
                from = at + 1;
            }
        }
        rows.append(value, from, value.length());
    }

    void endRow() {
        rows.append('\n');
        inRow = false;
    }

    void flushIfFull() throws SQLException {
        if (rows.length() >= FULL) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (!rows.isEmpty()) {
            target.copy(sql, rows.toString().getBytes(StandardCharsets.UTF_8));
            rows.setLength(0);
        }
    }
}
