package com.circledesk.receivables.ageing;

import com.circledesk.audit.AuditEvents;
import com.circledesk.exports.TableWriter;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What stands on top of every export: what it shows, as of when, for whom; and the line about it in the audit trail. */
@Component
public class ExportPreamble {
    private final Texts texts;
    private final Formats formats;
    private final AuditEvents audit;
    private final Clock clock;

    ExportPreamble(Texts texts, Formats formats, AuditEvents audit, Clock clock) {
        this.texts = texts;
        this.formats = formats;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param title message key of what is exported */
    public void write(TableWriter table, String title, AgeingRequest request, CurrentUser user) {
        table.fact(texts.get(title), null);
        table.fact(texts.get("export.asOf"), request.asOf());
        table.fact(
                texts.get("export.knownOn"), request.knownOn() == null ? texts.get("export.known") : request.knownOn());
        table.fact(
                texts.get("ageing.basis"),
                texts.get("ageing.basis." + request.buckets().basis().parameter()));
        BookFilter filter = request.filter();
        chosen(table, "circle", filter.circles());
        chosen(table, "operator", filter.operators());
        chosen(table, "account", filter.accounts());
        chosen(table, "chargeType", filter.chargeTypes());
        table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
        table.fact(texts.get("export.at"), formats.time(clock.instant()));
    }

    private void chosen(TableWriter table, String name, List<String> values) {
        if (!values.isEmpty()) {
            table.fact(texts.get("book." + name), String.join(", ", values));
        }
    }

    /** Notes who took what out, before it is sent. */
    public void audit(String what, AgeingRequest request) {
        String circle = request.filter().circles().size() == 1
                ? request.filter().circles().get(0)
                : null;
        audit.record("export", what, circle, "%s as of %s, %s".formatted(what, request.asOf(), request.filter()));
    }
}
