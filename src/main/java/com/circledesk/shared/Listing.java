package com.circledesk.shared;

import java.sql.Types;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list that is read a page at a time, or whole and row by row for a file.
 *
 * @param statement ends with {@link #CUT}
 */
public record Listing<R>(JdbcClient.StatementSpec statement, Class<R> type) {
    public static final String CUT = " limit cast(:size as bigint) offset cast(:skip as bigint)";

    private static final int FETCHED_AT_ONCE = 1000;

    public List<R> page(int page, int size) {
        return statement
                .param("size", size)
                .param("skip", (long) page * size)
                .query(type)
                .list();
    }

    /** Within a transaction: only there the database hands out rows bit by bit. */
    public void forEach(Consumer<R> each) {
        try (var rows = statement
                .param("size", null, Types.BIGINT)
                .param("skip", 0)
                .withFetchSize(FETCHED_AT_ONCE)
                .query(type)
                .stream()) {
            rows.forEach(each);
        }
    }
}
