package com.circledesk.receivables.ageing;

import com.circledesk.audit.AuditEvents;
import com.circledesk.audit.ListExports;
import com.circledesk.exports.TableWriter;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** What stands on top of every export: what it shows, as of when, for whom; and the line about it in the audit trail. */
@Component
public class ExportPreamble {
    private final Texts texts;
    private final ListExports exports;
    private final AuditEvents audit;

    ExportPreamble(Texts texts, ListExports exports, AuditEvents audit) {
        this.texts = texts;
        this.exports = exports;
        this.audit = audit;
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
        exports.by(table, user);
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
