package com.circledesk.receivables.invoices.web;

import com.circledesk.receivables.NoteClocks;
import com.circledesk.receivables.NoteWindow;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.invoices.AttachmentKind;
import com.circledesk.receivables.invoices.AttachmentQueries;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what the page of an invoice shows. */
@Component
class InvoicePage {
    private final InvoiceQueries invoices;
    private final AllocationQueries allocations;
    private final AttachmentQueries attachments;
    private final NoteClocks clocks;
    private final Clock clock;

    InvoicePage(
            InvoiceQueries invoices,
            AllocationQueries allocations,
            AttachmentQueries attachments,
            NoteClocks clocks,
            Clock clock) {
        this.invoices = invoices;
        this.allocations = allocations;
        this.attachments = attachments;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** @return the view */
    String show(String number, PageParameters page, CurrentUser user, Model model) {
        Scope scope = user.scope();
        InvoiceFacts invoice = invoices.get(number, scope);
        LocalDate today = LocalDate.now(clock);
        NoteWindow window = clocks.window(invoice.invoiceDate());
        model.addAttribute("invoice", invoice);
        model.addAttribute("ageDays", ChronoUnit.DAYS.between(invoice.dueDate(), today));
        model.addAttribute("window", window);
        model.addAttribute("daysLeft", window.daysLeft(today));
        model.addAttribute("lines", invoices.lines(invoice.id(), page.number(), page.rows(), scope));
        model.addAttribute("linesTotal", invoices.linesTotal(invoice.id(), scope));
        List<AllocationRow> settled = allocations.ofInvoice(invoice.id(), scope);
        model.addAttribute("allocations", settled);
        model.addAttribute("notes", invoices.notes(invoice.id(), scope));
        model.addAttribute("withCustomer", invoices.withCustomer(invoice.id(), scope));
        model.addAttribute("entries", invoices.entries(invoice.id(), scope));
        model.addAttribute("history", invoices.history(invoice.id(), scope));
        model.addAttribute("attachments", attachments.ofInvoice(invoice.id(), scope));
        model.addAttribute("attachmentKinds", AttachmentKind.values());
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        model.addAttribute("mayDispute", user.may(Permission.WORK_DISPUTES));
        model.addAttribute("mayPromise", user.may(Permission.WORK_COLLECTIONS));
        model.addAttribute("shortPaid", isShortPaid(invoice, settled));
        model.addAttribute("mayAttach", user.may(Permission.ATTACH_FILES));
        return "receivables/invoice";
    }

    /** Something was paid, and something is open that nobody disputes yet. */
    private static boolean isShortPaid(InvoiceFacts invoice, List<AllocationRow> settled) {
        return invoice.open().minus(invoice.disputed()).isPositive()
                && settled.stream().anyMatch(each -> each.isFromReceipt() && !each.isReversed());
    }
}
