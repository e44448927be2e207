package com.circledesk.receivables.unapplied.web;

import com.circledesk.exports.ExportFormat;
import com.circledesk.exports.Exports;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.ExportPreamble;
import com.circledesk.receivables.unapplied.UnappliedQueries;
import com.circledesk.receivables.unapplied.UnappliedRow;
import com.circledesk.receivables.unapplied.UnappliedSort;
import com.circledesk.receivables.unapplied.UnappliedTotals;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is in but not applied, as a page and as a file. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class UnappliedController {
    private static final List<String> COLUMNS = List.of(
            "unapplied.document",
            "unapplied.kind",
            "book.account",
            "export.customer",
            "book.circle",
            "unapplied.datedOn",
            "unapplied.age",
            "unapplied.amount",
            "unapplied.rest");

    private final UnappliedQueries unapplied;
    private final Selections selections;
    private final Exports exports;
    private final ExportPreamble preamble;
    private final Texts texts;
    private final Clock clock;

    UnappliedController(
            UnappliedQueries unapplied,
            Selections selections,
            Exports exports,
            ExportPreamble preamble,
            Texts texts,
            Clock clock) {
        this.unapplied = unapplied;
        this.selections = selections;
        this.exports = exports;
        this.preamble = preamble;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receivables/unapplied")
    String unapplied(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String dir,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        AgeingRequest request = parameters.leniently(LocalDate.now(clock));
        UnappliedTotals totals = unapplied.totals(user.scope(), request);
        PageWish wish = PageWish.of(page, size).within(totals.items());
        model.addAttribute(
                "rows", unapplied.page(user.scope(), request, UnappliedSort.of(sort, dir), wish.page(), wish.size()));
        model.addAttribute("totals", totals);
        model.addAttribute("asked", request);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", !request.filter().isEmpty());
        if (user.may(Permission.POST_MONEY) || user.may(Permission.IMPORT)) {
            model.addAttribute("unidentified", unapplied.unidentified(user.scope(), request.asOf()));
        }
        return "receivables/unapplied";
    }

    @GetMapping("/receivables/unapplied/export")
    @Paced
    void export(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String dir,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response) {
        AgeingRequest request = parameters.leniently(LocalDate.now(clock));
        UnappliedTotals totals = unapplied.totals(user.scope(), request);
        preamble.audit("unapplied", request);
        exports.table(response, ExportFormat.orCsv(format), "unapplied-" + request.asOf(), table -> {
            preamble.write(table, "unapplied.title", request, user);
            table.fact(texts.get("unapplied.rest"), totals.rest());
            table.head(COLUMNS.stream().map(texts::get).toList());
            unapplied.forEach(user.scope(), request, UnappliedSort.of(sort, dir), row -> table.row(cells(row)));
        });
    }

    private List<Object> cells(UnappliedRow row) {
        return Stream.<Object>of(
                        row.number(),
                        texts.get(row.isReceipt() ? "unapplied.kind.receipt" : "unapplied.kind.note"),
                        row.account(),
                        row.customerName(),
                        row.circle(),
                        row.datedOn(),
                        row.ageDays(),
                        row.amount(),
                        row.rest())
                .toList();
    }
}
