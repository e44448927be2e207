package com.circledesk.receivables.migration.web;

import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.ExportPreamble;
import com.circledesk.receivables.migration.Migration;
import com.circledesk.receivables.migration.MigrationQueries;
import com.circledesk.receivables.migration.MigrationRow;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What moved where between two dates: by default since the last month end. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class MigrationController {
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    private final MigrationQueries migrations;
    private final Selections selections;
    private final Exports exports;
    private final ExportPreamble preamble;
    private final Texts texts;
    private final Clock clock;

    /** Two days as they stand in the address. */
    record Days(@Nullable String from, @Nullable String to) {}

    /** What they mean: since the last month's end, where they cannot be read or stand the wrong way round. */
    private record Asked(LocalDate from, AgeingRequest to) {}

    MigrationController(
            MigrationQueries migrations,
            Selections selections,
            Exports exports,
            ExportPreamble preamble,
            Texts texts,
            Clock clock) {
        this.migrations = migrations;
        this.selections = selections;
        this.exports = exports;
        this.preamble = preamble;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receivables/migration")
    String migration(CurrentUser user, AgeingParameters parameters, Days days, Model model) {
        Asked asked = asked(parameters, days);
        model.addAttribute("migration", migrations.migration(user.scope(), asked.from(), asked.to()));
        model.addAttribute("from", asked.from());
        model.addAttribute("to", asked.to().asOf());
        model.addAttribute("buckets", asked.to().buckets().labels());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", !asked.to().filter().isEmpty());
        return "receivables/migration";
    }

    @GetMapping("/receivables/migration/export")
    @Paced
    void export(CurrentUser user, AgeingParameters parameters, Days days, FileWish wish, HttpServletResponse response) {
        Asked asked = asked(parameters, days);
        Migration migration = migrations.migration(user.scope(), asked.from(), asked.to());
        preamble.audit("migration", asked.to());
        String name = "migration-%s-%s".formatted(asked.from(), asked.to().asOf());
        exports.table(response, wish.kind(), name, table -> {
            preamble.write(table, "migration.title", asked.to(), user);
            table.fact(texts.get("migration.from"), asked.from());
            table.head(head(asked));
            migration
                    .rows()
                    .forEach(row -> table.row(cells(
                            row.isNew()
                                    ? texts.get("migration.new")
                                    : asked.to().buckets().labels().get(row.bucket()),
                            row)));
            table.row(cells(texts.get("migration.total"), migration.totals()));
            table.fact(texts.get("export.difference"), migration.difference());
        });
    }

    private List<String> head(Asked asked) {
        List<String> head = new ArrayList<>(Stream.of("opening", "billed", "collected", "credited", "deducted")
                .map(column -> texts.get("migration." + column))
                .toList());
        head.add(0, texts.get("migration.was", asked.from()));
        head.addAll(asked.to().buckets().labels());
        head.add(texts.get("migration.closing"));
        return head;
    }

    private static List<@Nullable Object> cells(String name, MigrationRow row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(name);
        cells.addAll(List.of(row.opening(), row.billed(), row.collected(), row.credited(), row.deducted()));
        cells.addAll(row.moved());
        cells.add(row.closing());
        return cells;
    }

    private Asked asked(AgeingParameters parameters, Days days) {
        AgeingRequest request = parameters.leniently(LocalDate.now(clock));
        LocalDate end = day(days.to(), request.asOf());
        LocalDate monthEnd = end.withDayOfMonth(1).minusDays(1);
        LocalDate begin = day(days.from(), monthEnd);
        return new Asked(begin.isBefore(end) ? begin : monthEnd, request.at(end));
    }

    private static LocalDate day(@Nullable String text, LocalDate otherwise) {
        try {
            LocalDate day = text == null || text.isBlank() ? otherwise : LocalDate.parse(text.strip());
            return day.getYear() < YEAR_MIN || day.getYear() > YEAR_MAX ? otherwise : day;
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
