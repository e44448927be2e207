package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The disputes that weigh most, each with its reason, its stage and the last day on which its note is in time. */
@Component
class DisputesPart implements StatusPart {
    private final JdbcClient jdbc;
    private final Texts texts;
    private final Formats formats;

    DisputesPart(JdbcClient jdbc, Texts texts, Formats formats) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.formats = formats;
    }

    private record Row(
            long accountId,
            String ref,
            String reason,
            String status,
            Money amount,
            LocalDate closesOn,
            long place,
            long disputes,
            Money disputed) {}

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        Map<Long, List<StatusItem>> items = new HashMap<>();
        jdbc.sql("""
                        select s.* from (
                            select x.account_id, d.dispute_ref as ref, r.label as reason, x.status, x.amount,
                                   x.oldest_invoice + k.window_days as closes_on,
                                   row_number() over (partition by x.account_id order by x.amount desc, d.id) as place,
                                   count(*) over (partition by x.account_id) as disputes,
                                   sum(x.amount) over (partition by x.account_id) as disputed
                            from (select dispute_id, account_id, status, min(oldest_invoice) as oldest_invoice, sum(amount) as amount
                                  from dispute_amounts(:asOf, null, :circles, cast(:accounts as bigint[])) group by 1, 2, 3) x
                            join dispute d on d.id = x.dispute_id
                            join dispute_reason r on r.code = d.reason
                            cross join lateral (
                                select c.window_days from note_clock c where c.from_on <= x.oldest_invoice order by c.from_on desc limit 1) k) s
                        where s.place <= :most order by s.account_id, s.place
                        """)
                .param("asOf", asOf)
                .param("circles", scope.toArray())
                .param("accounts", accounts.toArray(Long[]::new))
                .param("most", MOST)
                .query(Row.class)
                .list()
                .forEach(row -> {
                    List<StatusItem> said = items.computeIfAbsent(row.accountId(), id -> new ArrayList<>());
                    said.add(new StatusItem(
                            StatusItem.Kind.DISPUTE,
                            row.ref(),
                            texts.get(
                                    "updates.item.dispute",
                                    row.reason(),
                                    texts.get("dispute.status." + row.status()),
                                    formats.date(row.closesOn())),
                            row.amount(),
                            row.closesOn()));
                    if (row.place() == MOST && row.disputes() > MOST) {
                        Money shown = said.stream()
                                .map(item -> Objects.requireNonNull(item.amount()))
                                .reduce(Money.ZERO, Money::plus);
                        said.add(new StatusItem(
                                StatusItem.Kind.DISPUTE,
                                null,
                                texts.get("updates.item.disputes.more", row.disputes() - MOST),
                                row.disputed().minus(shown),
                                null));
                    }
                });
        return items;
    }
}
