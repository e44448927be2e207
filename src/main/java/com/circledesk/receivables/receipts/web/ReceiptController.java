package com.circledesk.receivables.receipts.web;

import com.circledesk.forms.DateText;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptFilter;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of receipts and the page of one. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class ReceiptController {
    /** The list's parameters as they stand in its URL. */
    record Parameters(
            @Nullable String state,
            @Nullable String q,
            String @Nullable [] circle,
            @Nullable String account,
            @Nullable String from,
            @Nullable String to) {
        ReceiptFilter filter() {
            return new ReceiptFilter(
                    ReceiptFilter.State.named(state).orElse(null),
                    q == null ? "" : q,
                    circle == null ? List.of() : List.of(circle),
                    account == null || account.isBlank() ? null : account.strip(),
                    DateText.parse(from).orElse(null),
                    DateText.parse(to).orElse(null));
        }
    }

    private final ReceiptQueries receipts;
    private final AllocationQueries allocations;

    ReceiptController(ReceiptQueries receipts, AllocationQueries allocations) {
        this.receipts = receipts;
        this.allocations = allocations;
    }

    @GetMapping("/receipts")
    String list(Parameters parameters, PageParameters page, CurrentUser user, Model model) {
        ReceiptFilter filter = parameters.filter();
        model.addAttribute("filter", filter);
        model.addAttribute("filtered", !filter.equals(ReceiptFilter.ALL));
        model.addAttribute("receipts", receipts.list(filter, page.number(), page.rows(), user.scope()));
        model.addAttribute("totals", receipts.totals(filter, user.scope()));
        model.addAttribute("states", ReceiptFilter.State.values());
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        return "receivables/receipts";
    }

    @GetMapping("/receipts/{no}")
    String byPath(@PathVariable String no, CurrentUser user, Model model) {
        return show(no, user, model);
    }

    @GetMapping(path = "/receipts", params = "no")
    String byParameter(@RequestParam String no, CurrentUser user, Model model) {
        return show(no, user, model);
    }

    private String show(String number, CurrentUser user, Model model) {
        ReceiptFacts receipt = receipts.get(number, user.scope());
        model.addAttribute("receipt", receipt);
        model.addAttribute("allocations", allocations.ofReceipt(receipt.id(), user.scope()));
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        model.addAttribute("mayDispute", user.may(Permission.WORK_DISPUTES));
        return "receivables/receipt";
    }
}
