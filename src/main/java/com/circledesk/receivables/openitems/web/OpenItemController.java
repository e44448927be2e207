package com.circledesk.receivables.openitems.web;

import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingParameters;
import com.circledesk.receivables.openitems.OpenItemFilter;
import com.circledesk.receivables.openitems.OpenItemParameters;
import com.circledesk.receivables.openitems.OpenItemQueries;
import com.circledesk.receivables.openitems.OpenItemTotals;
import com.circledesk.shared.PageWish;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Clock;
import java.time.LocalDate;
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
    private final OpenItemQueries openItems;
    private final Selections selections;
    private final Clock clock;

    OpenItemController(OpenItemQueries openItems, Selections selections, Clock clock) {
        this.openItems = openItems;
        this.selections = selections;
        this.clock = clock;
    }

    @GetMapping("/receivables/open-items")
    String openItems(
            CurrentUser user,
            AgeingParameters ageing,
            OpenItemParameters parameters,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size,
            Model model) {
        OpenItemFilter filter = parameters.filter(ageing.leniently(LocalDate.now(clock)));
        OpenItemTotals totals = openItems.totals(user.scope(), filter);
        PageWish wish = PageWish.of(page, size).within(totals.items());
        model.addAttribute(
                "items",
                openItems.page(
                        user.scope(), filter, parameters.order(), parameters.turned(), wish.page(), wish.size()));
        model.addAttribute("totals", totals);
        model.addAttribute("asked", filter.ageing());
        model.addAttribute("buckets", filter.ageing().buckets().labels());
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("narrowed", isNarrowed(filter));
        return "receivables/open-items";
    }

    private static boolean isNarrowed(OpenItemFilter filter) {
        return !filter.ageing().filter().isEmpty()
                || !filter.buckets().isEmpty()
                || Stream.<@Nullable Object>of(filter.text(), filter.amountMin(), filter.amountMax())
                        .anyMatch(each -> each != null);
    }
}
