package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Promises that are open, the next one first; after them those that were not kept in the last week. */
@Component
class ToldPromises implements StatusPart {
    private static final String ROWS = """
            select p.account_id, p.promise_ref as ref, p.amount - p.received as amount, p.promised_on as on_day,
                   case p.status when 'OPEN' then 0 else 100000 end + (p.promised_on - date '2000-01-01') as rank,
                   p.status, p.promised_by, p.level, p.amount as promised, p.received
            from promise p
            where p.account_id = any (cast(:accounts as bigint[])) and p.circle = any (:circles)
              and (p.status = 'OPEN' or p.status in ('BROKEN', 'PARTLY_KEPT') and p.status_on > cast(:asOf as date) - 7)
            """;

    private final StatusLists lists;
    private final Texts texts;
    private final Formats formats;

    ToldPromises(StatusLists lists, Texts texts, Formats formats) {
        this.lists = lists;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        return lists.read(StatusItem.Kind.PROMISE, ROWS, accounts, asOf, scope, this::what);
    }

    private String what(ResultSet row) throws SQLException {
        String by = row.getString("promised_by");
        if (!row.getString("status").equals("OPEN")) {
            return texts.get(
                    "updates.item.promise.notKept",
                    by,
                    formats.compact(Money.of(row.getBigDecimal("received"))),
                    formats.compact(Money.of(row.getBigDecimal("promised"))));
        }
        return texts.get("updates.item.promise", by, row.getInt("level"));
    }
}
