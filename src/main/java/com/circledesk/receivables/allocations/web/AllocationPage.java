package com.circledesk.receivables.allocations.web;

import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.AllocationSource;
import com.circledesk.receivables.allocations.OnAccountSource;
import com.circledesk.receivables.allocations.OpenInvoice;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.shared.Money;
import com.circledesk.users.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what the form of an allocation shows, opened from an invoice or from a source of money. */
@Component
class AllocationPage {
    static final String VIEW = "receivables/allocation";

    /** More rows than this nobody fills in at once; the others are found by their number. */
    private static final int ROWS_MAX = 50;

    private final AllocationService service;
    private final AllocationQueries allocations;
    private final InvoiceQueries invoices;

    AllocationPage(AllocationService service, AllocationQueries allocations, InvoiceQueries invoices) {
        this.service = service;
        this.allocations = allocations;
        this.invoices = invoices;
    }

    /** A fresh form with a row for each open invoice, the oldest filled from the source if so wished. */
    AllocationForm ofSource(AllocationSource source, String text, boolean fill, Scope scope) {
        AllocationPlan now = service.plan(new Allocate(source, List.of(), null, null));
        List<AllocationForm.Line> lines = new ArrayList<>();
        Money left = now.rest();
        for (OpenInvoice invoice : allocations.openInvoices(now.accountId(), text, ROWS_MAX, scope)) {
            Money takes = fill ? left.min(invoice.open()) : Money.ZERO;
            left = left.minus(takes);
            lines.add(AllocationForm.Line.of(invoice.invoiceNo(), takes.isPositive() ? takes.toString() : ""));
        }
        return AllocationForm.of(source.type() + ":" + now.source().number(), "", lines);
    }

    /** A fresh form for one invoice; the source that alone has something left is chosen. */
    AllocationForm ofInvoice(String number, Scope scope) {
        InvoiceFacts invoice = invoices.get(number, scope);
        List<OnAccountSource> sources = allocations.sources(invoice.accountId(), scope);
        String from = sources.size() == 1 ? sources.get(0).key() : "";
        String amount =
                sources.size() == 1 ? sources.get(0).rest().min(invoice.open()).toString() : "";
        return AllocationForm.of(
                from, invoice.invoiceNo(), List.of(AllocationForm.Line.of(invoice.invoiceNo(), amount)));
    }

    String show(AllocationForm form, Scope scope, Model model) {
        model.addAttribute("form", form);
        if (form.isFromInvoice()) {
            InvoiceFacts invoice = invoices.get(String.valueOf(form.invoice()), scope);
            model.addAttribute("invoice", invoice);
            model.addAttribute("account", invoice.account());
            model.addAttribute("sources", allocations.sources(invoice.accountId(), scope));
        } else {
            AllocationPlan now = service.plan(new Allocate(form.source().orElseThrow(), List.of(), null, null));
            List<String> numbers =
                    form.rows().stream().map(AllocationForm.Line::number).toList();
            List<OpenInvoice> open = allocations.openInvoices(now.accountId(), numbers, scope);
            model.addAttribute("source", now.source());
            model.addAttribute("rest", now.rest());
            model.addAttribute("account", now.account());
            model.addAttribute("openCount", allocations.countOpenInvoices(now.accountId(), scope));
            model.addAttribute(
                    "open", open.stream().collect(Collectors.toMap(OpenInvoice::invoiceNo, Function.identity())));
        }
        return VIEW;
    }
}
