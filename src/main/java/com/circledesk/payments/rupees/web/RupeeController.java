package com.circledesk.payments.rupees.web;

import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.payments.rupees.RupeeItem;
import com.circledesk.payments.rupees.RupeeItemTotals;
import com.circledesk.payments.rupees.RupeeMonth;
import com.circledesk.payments.rupees.RupeePart;
import com.circledesk.payments.rupees.RupeeQueries;
import com.circledesk.payments.rupees.RupeeRow;
import com.circledesk.payments.rupees.Rupees;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.ExportPreamble;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paced;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where every rupee of what is outstanding is, as a page and as a file, and the invoices behind a part. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class RupeeController {
    /** A charge type is of invoices; cash on account has none. */
    private static final List<AgeingGroup> GROUPS =
            List.of(AgeingGroup.ACCOUNT, AgeingGroup.OPERATOR, AgeingGroup.CIRCLE);

    private static final List<String> COLUMNS = List.of(
            "receivables.invoice",
            "book.account",
            "export.customer",
            "book.circle",
            "receivables.invoice.date",
            "receivables.due",
            "receivables.open",
            "rupees.amount");

    private final RupeeQueries rupees;
    private final Selections selections;
    private final Exports exports;
    private final ExportPreamble preamble;
    private final Texts texts;
    private final Clock clock;

    RupeeController(
            RupeeQueries rupees,
            Selections selections,
            Exports exports,
            ExportPreamble preamble,
            Texts texts,
            Clock clock) {
        this.rupees = rupees;
        this.selections = selections;
        this.exports = exports;
        this.preamble = preamble;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/payments/every-rupee")
    String show(CurrentUser user, AgeingParameters parameters, Model model) {
        AgeingRequest request = request(parameters);
        Rupees found = rupees.rupees(user.scope(), request);
        List<RupeeMonth> trend = new ArrayList<>(rupees.trend(user.scope(), request));
        trend.add(new RupeeMonth(request.asOf(), found.totals(), null));
        model.addAttribute("rupees", found);
        model.addAttribute("trend", trend);
        model.addAttribute("parts", RupeePart.values());
        model.addAttribute(
                "shown",
                Arrays.stream(RupeePart.values())
                        .filter(part -> trend.stream()
                                .anyMatch(month -> !month.row().of(part).isZero()))
                        .toList());
        model.addAttribute("groups", GROUPS);
        addFilters(user, request, model);
        return "payments/every-rupee";
    }

    @GetMapping("/payments/every-rupee/export")
    @Paced
    void export(CurrentUser user, AgeingParameters parameters, FileWish wish, HttpServletResponse response) {
        AgeingRequest request = request(parameters);
        Rupees found = rupees.rupees(user.scope(), request);
        preamble.audit("every-rupee", request);
        exports.table(response, wish.kind(), "every-rupee-" + request.asOf(), table -> {
            preamble.write(table, "rupees.title", request, user);
            table.fact(texts.get("ageing.ledger"), found.ledger());
            table.fact(texts.get("rupees.difference"), found.difference());
            List<String> head = new ArrayList<>(List.of(texts.get("rupees.of"), texts.get("rupees.name")));
            for (RupeePart part : RupeePart.values()) {
                head.add(texts.get("rupees.part." + part.name()));
            }
            head.add(texts.get("rupees.total"));
            table.head(head);
            found.rows().forEach(row -> table.row(cells(row)));
            table.row(cells(found.totals()));
        });
    }

    private static List<@Nullable Object> cells(RupeeRow row) {
        List<@Nullable Object> cells = new ArrayList<>(List.of(row.key(), row.label()));
        cells.addAll(row.amounts());
        cells.add(row.total());
        return cells;
    }

    @GetMapping("/payments/every-rupee/invoices")
    String items(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        AgeingRequest request = request(parameters);
        RupeePart asked = part(part);
        RupeeItemTotals totals = rupees.totals(user.scope(), request, asked);
        PageWish wish = PageWish.of(page, size).within(totals.items());
        model.addAttribute("part", asked);
        model.addAttribute("totals", totals);
        model.addAttribute("rows", rupees.items(user.scope(), request, asked, wish.page(), wish.size()));
        addFilters(user, request, model);
        return "payments/every-rupee-invoices";
    }

    @GetMapping("/payments/every-rupee/invoices/export")
    @Paced
    void exportItems(
            CurrentUser user,
            AgeingParameters parameters,
            @RequestParam(required = false) @Nullable String part,
            FileWish wish,
            HttpServletResponse response) {
        AgeingRequest request = request(parameters);
        RupeePart asked = part(part);
        preamble.audit("every-rupee " + asked.parameter(), request);
        exports.table(
                response, wish.kind(), "every-rupee-%s-%s".formatted(asked.parameter(), request.asOf()), table -> {
                    preamble.write(table, "rupees.title", request, user);
                    table.fact(texts.get("rupees.part"), texts.get("rupees.part." + asked.name()));
                    table.head(COLUMNS.stream().map(texts::get).toList());
                    rupees.forEach(user.scope(), request, asked, row -> table.row(cells(row)));
                });
    }

    private static List<@Nullable Object> cells(RupeeItem row) {
        return new ArrayList<>(List.of(
                row.invoiceNo(),
                row.account(),
                row.customerName(),
                row.circle(),
                row.invoiceDate(),
                row.dueDate(),
                row.open(),
                row.amount()));
    }

    private AgeingRequest request(AgeingParameters asked) {
        // As everything recorded so far tells it, of all charges together.
        AgeingParameters plain = new AgeingParameters(
                asked.asOf(),
                null,
                null,
                asked.groupBy(),
                null,
                asked.circle(),
                asked.operator(),
                asked.account(),
                null);
        AgeingRequest request = plain.leniently(LocalDate.now(clock));
        return GROUPS.contains(request.groupBy()) ? request : request.groupedBy(AgeingGroup.ACCOUNT);
    }

    private static RupeePart part(@Nullable String asked) {
        String name = asked == null ? "" : asked;
        return RupeePart.named(name)
                .filter(RupeePart::isOfInvoices)
                .orElseThrow(() -> new NotFoundException("Part", name));
    }

    private void addFilters(CurrentUser user, AgeingRequest request, Model model) {
        model.addAttribute("asked", request);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", !request.filter().isEmpty());
    }
}
