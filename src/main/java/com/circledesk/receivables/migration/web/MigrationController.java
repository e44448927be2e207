package com.circledesk.receivables.migration.web;

import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.migration.Migration;
import com.circledesk.receivables.migration.MigrationQueries;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What moved where between two dates: by default since the last month end. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class MigrationController {
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    private final MigrationQueries migrations;
    private final Selections selections;
    private final Clock clock;

    MigrationController(MigrationQueries migrations, Selections selections, Clock clock) {
        this.migrations = migrations;
        this.selections = selections;
        this.clock = clock;
    }

    @GetMapping("/receivables/migration")
    String migration(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        AgeingRequest asked = parameters.leniently(LocalDate.now(clock));
        LocalDate end = day(to, asked.asOf());
        LocalDate monthEnd = end.withDayOfMonth(1).minusDays(1);
        LocalDate begin = day(from, monthEnd);
        if (!begin.isBefore(end)) {
            begin = monthEnd;
        }
        Migration migration = migrations.migration(user.scope(), begin, asked.at(end));
        model.addAttribute("migration", migration);
        model.addAttribute("from", begin);
        model.addAttribute("to", end);
        model.addAttribute("buckets", asked.buckets().labels());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", !asked.filter().isEmpty());
        return "receivables/migration";
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
