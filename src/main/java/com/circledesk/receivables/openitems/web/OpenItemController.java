package com.circledesk.receivables.openitems.web;

import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.openitems.OpenItemFilter;
import com.circledesk.receivables.openitems.OpenItemParameters;
import com.circledesk.receivables.openitems.OpenItemQueries;
import com.circledesk.receivables.openitems.OpenItemTotals;
import com.circledesk.receivables.unapplied.UnappliedQueries;
import com.circledesk.receivables.views.SavedViews;
import com.circledesk.receivables.views.ViewPage;
import com.circledesk.shared.Columns;
import com.circledesk.shared.PageWish;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What customers owe, invoice by invoice, at any date. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class OpenItemController {
    private static final List<String> COLUMNS = List.of(
            "customer",
            "operator",
            "circle",
            "chargeType",
            "invoiceDate",
            "dueDate",
            "age",
            "bucket",
            "daysLeft",
            "disputed",
            "toChase");
    private static final List<String> USUAL =
            List.of("chargeType", "invoiceDate", "dueDate", "age", "daysLeft", "disputed", "toChase");

    private final OpenItemQueries openItems;
    private final UnappliedQueries unapplied;
    private final Selections selections;
    private final SavedViews views;
    private final Clock clock;

    OpenItemController(
            OpenItemQueries openItems,
            UnappliedQueries unapplied,
            Selections selections,
            SavedViews views,
            Clock clock) {
        this.openItems = openItems;
        this.unapplied = unapplied;
        this.selections = selections;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/receivables/open-items")
    String openItems(
            CurrentUser user,
            AgeingParameters ageing,
            OpenItemParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) String @Nullable [] col,
            HttpServletRequest request,
            Model model) {
        OpenItemFilter filter = parameters.filter(ageing.leniently(LocalDate.now(clock)));
        OpenItemTotals totals = openItems.totals(user.scope(), filter);
        PageWish wish = PageWish.of(page, size).within(totals.items());
        model.addAttribute(
                "items",
                new Paged<>(
                        openItems.rows(
                                user.scope(),
                                filter,
                                parameters.order(),
                                parameters.turned(),
                                wish.page(),
                                wish.size()),
                        wish.page(),
                        wish.size(),
                        totals.items()));
        model.addAttribute("totals", totals);
        model.addAttribute("disputed", openItems.disputed(user.scope(), filter));
        model.addAttribute(
                "unapplied", unapplied.totals(user.scope(), filter.ageing()).rest());
        model.addAttribute("asked", filter.ageing());
        model.addAttribute("buckets", filter.ageing().buckets().labels());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("columns", Columns.of(COLUMNS, USUAL, col));
        model.addAttribute("views", views.choice(user, ViewPage.OPEN_ITEMS, request.getQueryString()));
        model.addAttribute("narrowed", isNarrowed(filter));
        model.addAttribute("mayDispute", user.may(Permission.WORK_DISPUTES));
        model.addAttribute("mayPromise", user.may(Permission.WORK_COLLECTIONS));
        return "receivables/open-items";
    }

    private static boolean isNarrowed(OpenItemFilter filter) {
        return !filter.ageing().filter().isEmpty()
                || !filter.buckets().isEmpty()
                || Stream.<@Nullable Object>of(filter.text(), filter.amountMin(), filter.amountMax())
                        .anyMatch(each -> each != null);
    }
}
