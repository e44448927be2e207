package com.circledesk.collections.support.web;

import com.circledesk.accounts.AccountChoice;
import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportFilter;
import com.circledesk.collections.support.SupportQueries;
import com.circledesk.collections.support.SupportRow;
import com.circledesk.collections.support.SupportTotals;
import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests for support, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class SupportListController {
    private static final List<String> COLUMNS = List.of(
            "support.ref",
            "book.account",
            "export.customer",
            "book.circle",
            "support.desk",
            "support.subject",
            "support.askedBy",
            "support.owner",
            "support.status",
            "support.askedAt",
            "support.answerBy",
            "support.dueOn",
            "support.unblocks",
            "support.rating");

    private final SupportQueries support;
    private final Selections selections;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    SupportListController(
            SupportQueries support,
            Selections selections,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.support = support;
        this.selections = selections;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/support-requests")
    String list(
            CurrentUser user,
            SupportParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        SupportFilter filter = parameters.filter(user.id());
        SupportTotals totals = support.totals(user.scope(), filter, today);
        PageWish wish = PageWish.of(page, size).within(totals.requests());
        List<SupportRow> rows = support.rows(
                user.scope(), filter, today, parameters.order(), parameters.turned(), wish.page(), wish.size());
        model.addAttribute("requests", new Paged<>(rows, wish.page(), wish.size(), totals.requests()));
        model.addAttribute("totals", totals);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "desks",
                Arrays.stream(Desk.values())
                        .map(each -> new AccountChoice(each.name(), texts.get("support.desk." + each)))
                        .toList());
        model.addAttribute("narrowed", !filter.isEmpty() || !"open".equals(filter.state()));
        model.addAttribute("today", today);
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
        return "collections/support-requests";
    }

    @GetMapping("/support-requests/export")
    @Paced
    void export(
            CurrentUser user,
            SupportParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        SupportFilter filter = parameters.filter(user.id());
        audit.record("export", "support_request", null, "requests for support on %s, %s".formatted(today, filter));
        exports.table(response, ExportFormat.orCsv(format), "support-requests-" + today, table -> {
            table.fact(
                    texts.get("support.title"),
                    support.totals(user.scope(), filter, today).requests());
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("export.at"), formats.time(clock.instant()));
            table.head(COLUMNS.stream().map(texts::get).toList());
            support.forEach(
                    user.scope(), filter, today, parameters.order(), parameters.turned(), row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(SupportRow row) {
        return Arrays.asList(
                row.ref(),
                row.account(),
                row.customerName(),
                row.circle(),
                texts.get("support.desk." + row.desk()),
                row.subject(),
                row.askedBy(),
                row.owner(),
                texts.get("support.status." + row.status()),
                formats.time(row.askedAt()),
                row.answerBy(),
                row.dueOn(),
                row.unblocks(),
                row.rating());
    }
}
