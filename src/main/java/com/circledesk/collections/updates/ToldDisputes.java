package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The disputes that weigh most, each with its reason, its stage and the last day on which its note is in time. */
@Component
class ToldDisputes implements StatusPart {
    private static final String ROWS = """
            select x.account_id, d.dispute_ref as ref, x.amount, x.oldest_invoice + k.window_days as on_day, -x.amount as rank,
                   r.label as reason, x.status
            from (select dispute_id, account_id, status, min(oldest_invoice) as oldest_invoice, sum(amount) as amount
                  from dispute_amounts(:asOf, null, :circles, cast(:accounts as bigint[])) group by 1, 2, 3) x
            join dispute d on d.id = x.dispute_id
            join dispute_reason r on r.code = d.reason
            cross join lateral (
                select c.window_days from note_clock c where c.from_on <= x.oldest_invoice order by c.from_on desc limit 1) k
            """;

    private final StatusLists lists;
    private final Texts texts;
    private final Formats formats;

    ToldDisputes(StatusLists lists, Texts texts, Formats formats) {
        this.lists = lists;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        return lists.read(
                StatusItem.Kind.DISPUTE,
                ROWS,
                accounts,
                asOf,
                scope,
                row -> texts.get(
                        "updates.item.dispute",
                        row.getString("reason"),
                        texts.get("dispute.status." + row.getString("status")),
                        formats.date(row.getObject("on_day", LocalDate.class))));
    }
}
