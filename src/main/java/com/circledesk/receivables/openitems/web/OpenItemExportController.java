package com.circledesk.receivables.openitems.web;

import com.circledesk.exports.Exports;
import com.circledesk.exports.FileWish;
import com.circledesk.exports.TableWriter;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.ageing.ExportPreamble;
import com.circledesk.receivables.openitems.OpenItemFilter;
import com.circledesk.receivables.openitems.OpenItemParameters;
import com.circledesk.receivables.openitems.OpenItemQueries;
import com.circledesk.receivables.openitems.OpenItemRow;
import com.circledesk.receivables.openitems.OpenItemTotals;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paced;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** All open items of a filter as a file, in the order of the page. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class OpenItemExportController {
    private static final List<String> COLUMNS = List.of(
            "openItems.invoice",
            "book.account",
            "export.customer",
            "book.operator",
            "book.circle",
            "book.chargeType",
            "openItems.invoiceDate",
            "openItems.dueDate",
            "openItems.age",
            "openItems.bucket",
            "openItems.open",
            "ageing.disputed",
            "openItems.toChase",
            "openItems.daysLeft");

    private final OpenItemQueries openItems;
    private final Exports exports;
    private final ExportPreamble preamble;
    private final Texts texts;
    private final Clock clock;

    OpenItemExportController(
            OpenItemQueries openItems, Exports exports, ExportPreamble preamble, Texts texts, Clock clock) {
        this.openItems = openItems;
        this.exports = exports;
        this.preamble = preamble;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receivables/open-items/export")
    @Paced
    void export(
            CurrentUser user,
            AgeingParameters ageing,
            OpenItemParameters parameters,
            FileWish wish,
            HttpServletResponse response) {
        AgeingRequest request = ageing.leniently(LocalDate.now(clock));
        OpenItemFilter filter = parameters.filter(request);
        OpenItemTotals totals = openItems.totals(user.scope(), filter);
        Money disputed = openItems.disputed(user.scope(), filter);
        preamble.audit("open-items", request);
        exports.table(response, wish.kind(), "open-items-" + request.asOf(), table -> {
            preamble.write(table, "openItems.title", request, user);
            narrowed(table, filter);
            table.fact(texts.get("export.items"), totals.items());
            table.fact(texts.get("openItems.open"), totals.open());
            table.fact(texts.get("ageing.disputed"), disputed);
            table.fact(texts.get("openItems.toChase"), totals.open().minus(disputed));
            table.head(COLUMNS.stream().map(texts::get).toList());
            openItems.forEach(
                    user.scope(), filter, parameters.order(), parameters.turned(), row -> table.row(cells(row)));
        });
    }

    private void narrowed(TableWriter table, OpenItemFilter filter) {
        if (!filter.buckets().isEmpty()) {
            List<String> labels = filter.ageing().buckets().labels();
            table.fact(
                    texts.get("openItems.bucket"),
                    String.join(", ", filter.buckets().stream().map(labels::get).toList()));
        }
        if (filter.text() != null) {
            table.fact(texts.get("openItems.text"), filter.text());
        }
        if (filter.amountMin() != null) {
            table.fact(texts.get("openItems.min"), filter.amountMin());
        }
        if (filter.amountMax() != null) {
            table.fact(texts.get("openItems.max"), filter.amountMax());
        }
    }

    private static List<Object> cells(OpenItemRow row) {
        return Stream.<Object>of(
                        row.invoiceNo(),
                        row.account(),
                        row.customerName(),
                        row.operator(),
                        row.circle(),
                        row.chargeType(),
                        row.invoiceDate(),
                        row.dueDate(),
                        row.ageDays(),
                        row.bucket(),
                        row.open(),
                        row.disputed(),
                        row.toChase(),
                        row.daysLeft())
                .toList();
    }
}
