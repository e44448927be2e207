package com.circledesk.reporting.mornings;

import com.circledesk.reporting.OvernightQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.work.NotificationRow;
import com.circledesk.work.WorkQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What changed since the last morning: money that came, and what the person was told and has not read. */
@Component
@Order(50)
class OvernightPart implements MorningPart {
    private final OvernightQueries overnight;
    private final WorkQueries work;
    private final Formats fmt;
    private final Texts texts;

    OvernightPart(OvernightQueries overnight, WorkQueries work, Formats fmt, Texts texts) {
        this.overnight = overnight;
        this.work = work;
        this.fmt = fmt;
        this.texts = texts;
    }

    @Override
    public Optional<MorningSection> write(Morning morning) {
        List<String> lines = new ArrayList<>();
        OvernightQueries.Changes changes = overnight.since(morning.since(), morning.book(), morning.scope());
        if (changes.receipts() > 0) {
            lines.add(texts.get(
                    "morning.received",
                    changes.receipts(),
                    fmt.rupees(changes.received()),
                    String.join(", ", changes.payers())));
        }
        if (changes.invoices() > 0) {
            lines.add(texts.get("morning.billed", changes.invoices(), fmt.rupees(changes.billed())));
        }
        if (changes.disputes() > 0) {
            lines.add(texts.get("morning.disputes", changes.disputes()));
        }
        work.notifications(morning.person().id(), 0, 2 * LINES, morning.scope()).stream()
                .filter(told -> told.readAt() == null && told.createdAt().isAfter(morning.since()))
                .limit(LINES)
                .map(NotificationRow::text)
                .forEach(lines::add);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new MorningSection(
                        "", texts.get("morning.overnight.title"), lines, "/my-work?which=notifications"));
    }
}
