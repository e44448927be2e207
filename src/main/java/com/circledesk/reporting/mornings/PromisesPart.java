package com.circledesk.reporting.mornings;

import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseRow;
import com.circledesk.collections.promises.PromiseSort;
import com.circledesk.collections.promises.PromiseTotals;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Promises that are due today or were not kept, for whoever goes after them. */
@Component
@Order(10)
class PromisesPart implements MorningPart {
    private final PromiseQueries promises;
    private final Formats fmt;
    private final Texts texts;

    PromisesPart(PromiseQueries promises, Formats fmt, Texts texts) {
        this.promises = promises;
        this.fmt = fmt;
        this.texts = texts;
    }

    @Override
    public Optional<MorningSection> write(Morning morning) {
        if (!morning.person().may(Permission.WORK_COLLECTIONS)) {
            return Optional.empty();
        }
        PromiseFilter due = PromiseFilter.open(morning.book()).dueBy(null, morning.day());
        PromiseFilter broken = PromiseFilter.open(morning.book()).onlyAsking();
        PromiseTotals today = promises.totals(morning.scope(), due);
        PromiseTotals unkept = promises.totals(morning.scope(), broken);
        if (today.promises() + unkept.promises() == 0) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(List.of(texts.get(
                "morning.promises",
                today.promises(),
                fmt.compact(today.rest()),
                unkept.promises(),
                fmt.compact(unkept.rest()))));
        first(morning, broken).forEach(row -> lines.add(line("morning.promise.broken", row)));
        first(morning, due).forEach(row -> lines.add(line("morning.promise.due", row)));
        return Optional.of(new MorningSection(
                Stream.of(
                                texts.get("morning.promises.headline.due", today.promises()),
                                texts.get("morning.promises.headline.unkept", unkept.promises()))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", ")),
                texts.get("morning.promises.title"),
                lines,
                "/promises"));
    }

    private List<PromiseRow> first(Morning morning, PromiseFilter filter) {
        return promises.rows(morning.scope(), filter, PromiseSort.DUE, false, 0, LINES);
    }

    private String line(String key, PromiseRow row) {
        return texts.get(key, row.account(), fmt.rupees(row.rest()), fmt.date(row.promisedOn()), row.promisedBy());
    }
}
