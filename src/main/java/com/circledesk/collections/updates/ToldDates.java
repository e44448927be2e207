package com.circledesk.collections.updates;

import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What comes next: open steps of the plan and what the last contact left to follow up, by day. */
@Component
class ToldDates implements StatusPart {
    private static final String ROWS = """
            select n.account_id, n.ref, null::numeric as amount, n.on_day, n.on_day - date '2000-01-01' as rank, n.kind, n.who, n.what
            from (
                select t.account_id, t.about_ref as ref, t.due_on as on_day, 'STEP' as kind, o.full_name as who, t.title as what
                from task t
                join action_plan p on p.plan_ref = t.about_ref and p.ended_at is null
                join app_user o on o.id = t.owner_id
                where t.about_kind = 'ACTION_PLAN' and t.done_at is null
                  and t.account_id = any (cast(:accounts as bigint[])) and t.circle = any (:circles)
                union all
                select c.account_id, null, c.follow_up_on, 'FOLLOW_UP', c.person, c.remark
                from (select distinct on (c.account_id) c.account_id, c.follow_up_on, c.person, c.remark
                      from contact c
                      where c.account_id = any (cast(:accounts as bigint[])) and c.circle = any (:circles)
                        and c.contacted_on <= cast(:asOf as date)
                      order by c.account_id, c.contacted_on desc, c.id desc) c
                where c.follow_up_on is not null) n
            """;

    private final StatusLists lists;
    private final Texts texts;

    ToldDates(StatusLists lists, Texts texts) {
        this.lists = lists;
        this.texts = texts;
    }

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        return lists.read(StatusItem.Kind.DATE, ROWS, accounts, asOf, scope, row -> {
            String what = row.getString("what");
            return texts.get(
                    "updates.item.date." + row.getString("kind") + (what == null ? ".plain" : ""),
                    row.getString("who"),
                    String.valueOf(what));
        });
    }
}
