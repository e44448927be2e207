package com.circledesk.collections.updates;

import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads lists of many accounts at once: of each account what comes first, and the rest of it summed up. */
@Component
class StatusLists {
    /** So many of a kind fit on an account's page; the rest is summed up. */
    private static final int MOST = 4;

    private static final String FIRST = """
            select s.* from (
                select x.*, row_number() over (partition by x.account_id order by x.rank, x.ref) as place,
                       count(*) over (partition by x.account_id) as listed, sum(x.amount) over (partition by x.account_id) as total
                from (%s) x) s
            where s.place <= :most order by s.account_id, s.place
            """;

    private final JdbcClient jdbc;
    private final Texts texts;

    StatusLists(JdbcClient jdbc, Texts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** Says what a row is. */
    @FunctionalInterface
    interface What {
        String of(ResultSet row) throws SQLException;
    }

    /**
     * @param rows SQL that tells account_id, ref, amount, on_day and rank, and whatever {@code what} wants, of {@code :accounts}
     *     in {@code :circles} as of {@code :asOf}
     */
    Map<Long, List<StatusItem>> read(
            StatusItem.Kind kind, String rows, Collection<Long> accounts, LocalDate asOf, Scope scope, What what) {
        Map<Long, List<StatusItem>> items = new HashMap<>();
        jdbc.sql(FIRST.formatted(rows))
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .param("accounts", accounts.toArray(Long[]::new))
                .param("most", MOST)
                .query(row -> {
                    List<StatusItem> said =
                            items.computeIfAbsent(row.getLong("account_id"), account -> new ArrayList<>());
                    said.add(new StatusItem(
                            kind,
                            row.getString("ref"),
                            what.of(row),
                            money(row.getBigDecimal("amount")),
                            row.getObject("on_day", LocalDate.class)));
                    long more = row.getLong("listed") - MOST;
                    if (row.getLong("place") == MOST && more > 0) {
                        said.add(new StatusItem(
                                kind, null, texts.get("updates.item.more", more), rest(row, said), null));
                    }
                });
        return items;
    }

    private static @Nullable Money rest(ResultSet row, List<StatusItem> said) throws SQLException {
        Money total = money(row.getBigDecimal("total"));
        if (total == null) {
            return null;
        }
        for (StatusItem item : said) {
            Money amount = item.amount();
            total = amount == null ? total : total.minus(amount);
        }
        return total;
    }

    private static @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null ? null : Money.of(amount);
    }
}
