package com.circledesk.collections.updates;

import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Red flags that are open: what is feared, how likely it is, and what is done about it; the largest first. */
@Component
class ToldFlags implements StatusPart {
    private static final String ROWS = """
            select f.account_id, 'RF-' || f.id as ref, f.at_risk as amount, f.likely_on as on_day, -f.at_risk as rank, f.what, f.probability,
                   f.mitigation
            from red_flag f
            where f.account_id = any (cast(:accounts as bigint[])) and f.circle = any (:circles) and f.outcome is null
            """;

    private final StatusLists lists;
    private final Texts texts;

    ToldFlags(StatusLists lists, Texts texts) {
        this.lists = lists;
        this.texts = texts;
    }

    @Override
    public Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope) {
        return lists.read(StatusItem.Kind.FLAG, ROWS, accounts, asOf, scope, row -> {
            String mitigation = row.getString("mitigation");
            return mitigation == null
                    ? texts.get("updates.item.flag", row.getString("what"), row.getInt("probability"))
                    : texts.get(
                            "updates.item.flag.mitigated",
                            row.getString("what"),
                            row.getInt("probability"),
                            mitigation);
        });
    }
}
