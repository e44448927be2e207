package com.circledesk.receivables.invoices.web;

import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One invoice, by its number in the path, or as a parameter where the number holds a slash. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class InvoiceController {
    private final InvoicePage page;

    InvoiceController(InvoicePage page) {
        this.page = page;
    }

    @GetMapping("/invoices/{no}")
    String byPath(@PathVariable String no, PageParameters lines, CurrentUser user, Model model) {
        return page.show(no, lines, user, model);
    }

    @GetMapping(path = "/invoices", params = "no")
    String byParameter(@RequestParam String no, PageParameters lines, CurrentUser user, Model model) {
        return page.show(no, lines, user, model);
    }
}
