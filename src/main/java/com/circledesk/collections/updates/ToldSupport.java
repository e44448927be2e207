package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Support that was asked for and is not there yet: of whom, since when, and what is paid once it is; the largest first. */
@Component
class ToldSupport implements StatusPart {
    private static final String ROWS = """
            select s.account_id, s.support_ref as ref, s.unblocks as amount, s.due_on as on_day, -s.unblocks as rank, s.subject, s.desk,
                   o.full_name as owner, (s.asked_at at time zone 'Asia/Kolkata')::date as asked_on
            from support_request s
            join app_user o on o.id = s.owner_id
            where s.account_id = any (cast(:accounts as bigint[])) and s.circle = any (:circles) and s.ended_at is null
            """;

    private final StatusLists lists;
    private final Texts texts;
    private final Formats formats;

    ToldSupport(StatusLists lists, Texts texts, Formats formats) {
        this.lists = lists;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        return lists.read(
                StatusItem.Kind.SUPPORT,
                ROWS,
                accounts,
                asOf,
                scope,
                row -> texts.get(
                        "updates.item.support",
                        row.getString("subject"),
                        row.getString("owner"),
                        texts.get("support.desk." + row.getString("desk")),
                        formats.dayAndMonth(row.getObject("asked_on", LocalDate.class))));
    }
}
