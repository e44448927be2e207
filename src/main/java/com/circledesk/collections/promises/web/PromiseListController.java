package com.circledesk.collections.promises.web;

import com.circledesk.audit.AuditEvents;
import com.circledesk.collections.promises.KeptBy;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseRow;
import com.circledesk.collections.promises.PromiseStatus;
import com.circledesk.collections.promises.PromiseTotals;
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
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The register of promises, and how far they are kept. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class PromiseListController {
    private static final List<String> COLUMNS = List.of(
            "promises.ref",
            "promises.plan",
            "book.account",
            "export.customer",
            "book.operator",
            "book.circle",
            "promises.status",
            "promises.made",
            "promises.due",
            "promises.judge",
            "promises.by",
            "promises.channel",
            "promises.owner",
            "promises.level",
            "promises.basis",
            "promises.invoices",
            "promises.amount",
            "promises.received",
            "promises.rest");

    private final PromiseQueries promises;
    private final Selections selections;
    private final UserQueries users;
    private final Exports exports;
    private final AuditEvents audit;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;

    PromiseListController(
            PromiseQueries promises,
            Selections selections,
            UserQueries users,
            Exports exports,
            AuditEvents audit,
            Texts texts,
            Formats formats,
            Clock clock) {
        this.promises = promises;
        this.selections = selections;
        this.users = users;
        this.exports = exports;
        this.audit = audit;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    /** For pickers. */
    record Choice(String value, String label) {}

    @GetMapping("/promises")
    String list(
            CurrentUser user,
            PromiseParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        PromiseFilter filter = parameters.filter(today);
        PromiseFilter everything = parameters.everything();
        PromiseTotals totals = promises.totals(user.scope(), filter);
        PageWish wish = PageWish.of(page, size).within(totals.promises());
        List<PromiseRow> rows =
                promises.rows(user.scope(), filter, parameters.order(), parameters.turned(), wish.page(), wish.size());
        model.addAttribute("promises", new Paged<>(rows, wish.page(), wish.size(), totals.promises()));
        model.addAttribute("totals", totals);
        model.addAttribute("today", today);
        model.addAttribute("shown", parameters.shown());
        model.addAttribute("open", promises.totals(user.scope(), openOf(everything)));
        model.addAttribute(
                "due", promises.totals(user.scope(), openOf(everything).dueBy(null, today)));
        model.addAttribute("asking", promises.totals(user.scope(), everything.onlyAsking()));
        model.addAttribute("kept", promises.keptRate(user.scope(), everything));
        model.addAttribute("next", rows.isEmpty() ? promises.nextDueAfter(today, user.scope()) : null);
        addChoices(user, model);
        return "collections/promises";
    }

    private static PromiseFilter openOf(PromiseFilter everything) {
        return everything.withStatuses(List.of(PromiseStatus.OPEN));
    }

    private void addChoices(CurrentUser user, Model model) {
        model.addAttribute(
                "people",
                users.colleagues(user.scope()).stream()
                        .map(person -> new Choice(String.valueOf(person.id()), person.fullName()))
                        .toList());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS));
    }

    /** @param group {@code customer} (default), {@code account}, {@code person} or {@code manager} */
    @GetMapping("/promises/kept-rates")
    String keptRates(
            CurrentUser user,
            PromiseParameters parameters,
            @RequestParam(required = false) @Nullable String group,
            Model model) {
        KeptBy by = group(group);
        PromiseFilter filter = parameters.filter(LocalDate.now(clock)).withStatuses(List.of());
        model.addAttribute("rates", promises.keptRates(user.scope(), filter, by));
        model.addAttribute("total", promises.keptRate(user.scope(), filter));
        model.addAttribute("group", by.name().toLowerCase(Locale.ROOT));
        addChoices(user, model);
        return "collections/kept-rates";
    }

    private static KeptBy group(@Nullable String name) {
        return Arrays.stream(KeptBy.values())
                .filter(by -> by != KeptBy.EVERYBODY)
                .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(KeptBy.CUSTOMER);
    }

    @GetMapping("/promises/export")
    @Paced
    void export(
            CurrentUser user,
            PromiseParameters parameters,
            @RequestParam(required = false) @Nullable String format,
            HttpServletRequest request,
            HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        PromiseFilter filter = parameters.filter(today);
        PromiseTotals totals = promises.totals(user.scope(), filter);
        audit.record("export", "promises", null, "promises, %s".formatted(filter));
        exports.table(response, ExportFormat.orCsv(format), "promises-" + today, table -> {
            table.fact(texts.get("promises.title"), null);
            table.fact(texts.get("export.asOf"), today);
            request.getParameterMap().forEach((name, values) -> table.fact(name, String.join(", ", values)));
            table.fact(texts.get("export.by"), "%s <%s>".formatted(user.fullName(), user.email()));
            table.fact(texts.get("export.at"), formats.time(clock.instant()));
            table.fact(texts.get("promises.count"), totals.promises());
            table.fact(texts.get("promises.amount"), totals.promised());
            table.fact(texts.get("promises.received"), totals.received());
            table.head(COLUMNS.stream().map(texts::get).toList());
            promises.forEach(
                    user.scope(), filter, parameters.order(), parameters.turned(), row -> table.row(cells(row)));
        });
    }

    private List<@Nullable Object> cells(PromiseRow row) {
        return Arrays.asList(
                row.ref(),
                row.isPlan() ? row.planRef() : null,
                row.account(),
                row.customerName(),
                row.operator(),
                row.circle(),
                texts.get("promise.status." + row.status()),
                row.madeOn(),
                row.promisedOn(),
                row.judgeOn(),
                row.promisedBy(),
                texts.get("promise.channel." + row.channel()),
                row.owner(),
                row.level(),
                texts.get("promise.basis." + row.basis()),
                row.invoices(),
                row.amount(),
                row.received(),
                row.rest());
    }
}
