package com.circledesk.reporting.mornings;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.work.TaskRow;
import com.circledesk.work.WorkCounts;
import com.circledesk.work.WorkQueries;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tasks of the person that are due by today. */
@Component
@Order(40)
class TasksPart implements MorningPart {
    private static final int LOOKED_AT = 100;

    private final WorkQueries work;
    private final Formats fmt;
    private final Texts texts;

    TasksPart(WorkQueries work, Formats fmt, Texts texts) {
        this.work = work;
        this.fmt = fmt;
        this.texts = texts;
    }

    @Override
    public Optional<MorningSection> write(Morning morning) {
        List<TaskRow> due = work.tasks(morning.person().id(), false, 0, LOOKED_AT, morning.scope()).stream()
                .filter(task -> !task.dueOn().isAfter(morning.day()))
                .toList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        WorkCounts counts = work.counts(morning.person().id(), morning.day(), morning.scope());
        return Optional.of(new MorningSection(
                texts.get("morning.tasks.headline", due.size()),
                texts.get("morning.tasks.title", counts.open(), counts.overdue()),
                due.stream().limit(LINES).map(this::line).toList(),
                "/my-work"));
    }

    /** With its account, where its title does not name it. */
    private String line(TaskRow task) {
        String account = task.account();
        return account == null || task.title().contains(account)
                ? texts.get("morning.task", task.title(), fmt.date(task.dueOn()))
                : texts.get("morning.task.of", task.title(), fmt.date(task.dueOn()), account);
    }
}
