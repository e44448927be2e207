package com.circledesk.collections.flags.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagRow;
import com.circledesk.collections.flags.FlagRule;
import com.circledesk.collections.flags.FlagTotals;
import com.circledesk.collections.flags.HitRate;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.receivables.BookChoices.Choice;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Red flags: those that are open, and how good the ones were that ended. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class RedFlagListController {
    private static final int ROWS_MAX = 100_000;
    private static final List<String> COLUMNS = List.of(
            "flags.ref",
            "book.account",
            "export.customer",
            "book.circle",
            "flags.what",
            "flags.rule",
            "flags.atRisk",
            "flags.probability",
            "flags.expected",
            "flags.likelyOn",
            "flags.mitigation",
            "flags.owner",
            "flags.reviewOn",
            "flags.decision",
            "flags.outcome");

    private final RedFlagQueries flags;
    private final Selections selections;
    private final UserQueries users;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Clock clock;

    RedFlagListController(
            RedFlagQueries flags,
            Selections selections,
            UserQueries users,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Clock clock) {
        this.flags = flags;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receivables/red-flags")
    String list(
            FlagParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            CurrentUser user,
            Model model) {
        FlagFilter filter = parameters.filter();
        model.addAttribute(
                "rows",
                flags.page(user.scope(), filter, parameters.order(), parameters.turned(), PageWish.of(page, size)));
        model.addAttribute("totals", flags.totals(user.scope(), filter));
        model.addAttribute("hit", flags.hitRate(user.scope(), filter));
        model.addAttribute("narrowed", !filter.isBare());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "people",
                users.colleagues(user.scope()).stream()
                        .map(person -> new Choice(person.email(), person.fullName()))
                        .toList());
        model.addAttribute(
                "rules",
                Stream.concat(Arrays.stream(FlagRule.values()).map(FlagRule::name), Stream.of("HAND"))
                        .map(rule -> new Choice(rule, texts.get("flags.rule." + rule)))
                        .toList());
        model.addAttribute(
                "outcomes",
                Arrays.stream(FlagOutcome.values())
                        .map(each -> new Choice(each.name(), texts.get("flags.outcome." + each)))
                        .toList());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("maySet", user.may(Permission.MANAGE_SETTINGS));
        return "collections/red-flags";
    }

    @GetMapping("/receivables/red-flags/export")
    @Paced
    void export(
            FlagParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response) {
        FlagFilter filter = parameters.filter();
        LocalDate today = LocalDate.now(clock);
        FlagTotals totals = flags.totals(user.scope(), filter);
        HitRate hit = flags.hitRate(user.scope(), filter);
        audit.record("export", "red-flags", null, "red flags, " + filter);
        exports.table(response, ExportFormat.orCsv(format), "red-flags-" + today, table -> {
            table.fact(texts.get("flags.title"), null);
            table.fact(texts.get("export.asOf"), today);
            request.getParameterMap().forEach((name, values) -> table.fact(name, String.join(", ", values)));
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("flags.atRisk"), totals.atRisk());
            table.fact(texts.get("flags.expected"), totals.expected());
            table.fact(texts.get("flags.outcome.CAME_TRUE"), hit.cameTrue());
            table.fact(texts.get("flags.outcome.FALSE_ALARM"), hit.falseAlarms());
            table.fact(texts.get("flags.outcome.AVERTED"), hit.averted());
            table.head(COLUMNS.stream().map(texts::get).toList());
            flags.rows(user.scope(), filter, parameters.order(), parameters.turned(), ROWS_MAX, 0)
                    .forEach(row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(FlagRow row) {
        return Arrays.asList(
                row.ref(),
                row.account(),
                row.customerName(),
                row.circle(),
                row.what(),
                texts.get("flags.rule." + (row.rule() == null ? "HAND" : row.rule())),
                row.atRisk(),
                row.probability(),
                row.expected(),
                row.likelyOn(),
                row.mitigation(),
                row.owner(),
                row.reviewOn(),
                row.decision() == null ? null : texts.get("flags.decision." + row.decision()),
                row.outcome() == null ? null : texts.get("flags.outcome." + row.outcome()));
    }
}
