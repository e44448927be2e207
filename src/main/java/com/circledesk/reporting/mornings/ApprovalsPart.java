package com.circledesk.reporting.mornings;

import com.circledesk.reporting.Decision;
import com.circledesk.reporting.DecisionQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits for the person's decision, escalations first. */
@Component
@Order(30)
class ApprovalsPart implements MorningPart {
    private final DecisionQueries decisions;
    private final Formats fmt;
    private final Texts texts;

    ApprovalsPart(DecisionQueries decisions, Formats fmt, Texts texts) {
        this.decisions = decisions;
        this.fmt = fmt;
        this.texts = texts;
    }

    @Override
    public Optional<MorningSection> write(Morning morning) {
        List<Decision> waiting = decisions.waiting(morning.person(), morning.scope());
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        long escalations = waiting.stream()
                .filter(each -> each.kind().equals("ESCALATION"))
                .count();
        return Optional.of(new MorningSection(
                texts.get("morning.approvals.headline", waiting.size(), escalations),
                texts.get("morning.approvals.title", waiting.size()),
                waiting.stream()
                        .limit(2 * LINES)
                        .map(each -> texts.get(
                                "decision." + each.kind(), each.account(), fmt.rupees(each.amount()), each.about()))
                        .toList(),
                "/"));
    }
}
