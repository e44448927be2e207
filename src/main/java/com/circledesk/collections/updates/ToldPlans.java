package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The plan of an account: why it does not pay, what the plan covers, and when the cash is expected. */
@Component
class ToldPlans implements StatusPart {
    private static final String ROWS = """
            select p.account_id, p.plan_ref as ref, k.covered as amount, p.expected_on as on_day, 0 as rank, p.root_cause,
                   o.full_name as owner, p.review_on,
                   (select r.remark from action_plan_review r where r.plan_id = p.id order by r.id desc limit 1) as last_word
            from action_plan p
            join app_user o on o.id = p.owner_id
            cross join lateral (
                select coalesce(sum(w.open_amount), 0) as covered
                from action_plan_invoice i join open_item w on w.invoice_id = i.invoice_id where i.plan_id = p.id) k
            where p.account_id = any (cast(:accounts as bigint[])) and p.circle = any (:circles) and p.ended_at is null
            """;

    private final StatusLists lists;
    private final Texts texts;
    private final Formats formats;

    ToldPlans(StatusLists lists, Texts texts, Formats formats) {
        this.lists = lists;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        return lists.read(
                StatusItem.Kind.PLAN,
                ROWS,
                accounts,
                asOf,
                scope,
                row -> texts.get(
                        "updates.item.plan",
                        row.getString("root_cause"),
                        String.valueOf(row.getString("last_word")),
                        formats.date(row.getObject("review_on", LocalDate.class))));
    }
}
