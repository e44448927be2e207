package com.circledesk.receivables.invoices.web;

import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.ReasonController;
import com.circledesk.forms.ReasonForm;
import com.circledesk.forms.ReasonPage;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.invoices.CancelInvoice;
import com.circledesk.receivables.invoices.CancellationBlocker;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.invoices.InvoiceService;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Cancels an invoice, or lists what has to be taken back before. */
@Controller
@RequestMapping(InvoiceCancellationController.PATH)
@Requires(Permission.POST_MONEY)
class InvoiceCancellationController extends ReasonController {
    static final String PATH = "/receivables/invoice-cancellations";

    private final InvoiceService service;
    private final InvoiceQueries invoices;
    private final Paths paths;
    private final Texts texts;

    InvoiceCancellationController(
            InvoiceService service, InvoiceQueries invoices, FormAnswers answers, Paths paths, Texts texts) {
        super(answers);
        this.service = service;
        this.invoices = invoices;
        this.paths = paths;
        this.texts = texts;
    }

    @Override
    protected ReasonPage page(ReasonForm form, Scope scope) {
        InvoiceFacts invoice = invoices.get(form.subjectText(), scope);
        return new ReasonPage(
                texts.get("receivables.cancellation", invoice.invoiceNo()),
                texts.get(
                        "receivables.cancellation.sub",
                        Words.rupees(invoice.total()),
                        Words.day(invoice.invoiceDate()),
                        invoice.customerName()),
                paths.invoice(invoice.invoiceNo()),
                invoice.invoiceNo(),
                PATH,
                null,
                null,
                List.of(),
                service.blockers(invoice.invoiceNo()).stream()
                        .map(this::blocker)
                        .toList());
    }

    private ReasonPage.Blocker blocker(CancellationBlocker each) {
        String text = texts.get(
                "receivables.cancellation.blocker",
                texts.get("receivables.cancellation." + each.type()),
                each.documentNo(),
                Words.rupees(each.amount()),
                Words.day(each.effectiveOn()));
        Long allocation = each.allocationId();
        return new ReasonPage.Blocker(
                text,
                allocation == null ? null : paths.with("/receivables/allocation-reversals/new", "subject", allocation));
    }

    @Override
    protected CheckAnswers check(ReasonForm form, List<Map.Entry<String, String>> fields, Scope scope) {
        InvoiceFacts invoice = invoices.get(form.subjectText(), scope);
        return new CheckAnswers(
                texts.get("receivables.cancellation", invoice.invoiceNo()),
                texts.get("receivables.cancellation.warning"),
                List.of(
                        new Answer(texts.get("receivables.account"), invoice.account()),
                        new Answer(texts.get("receivables.invoice.date"), Words.day(invoice.invoiceDate())),
                        new Answer(texts.get("receivables.total"), Words.rupees(invoice.total())),
                        new Answer(texts.get("receivables.open"), Words.rupees(invoice.open())),
                        new Answer(texts.get("receivables.reason"), form.reasonText())),
                null,
                PATH,
                texts.get("receivables.cancel"),
                fields);
    }

    @Override
    protected Done send(FormKey key, ReasonForm form, Scope scope) {
        Submission sent = service.cancel(key, new CancelInvoice(form.subjectText(), form.reasonText()));
        String number = sent.outcome();
        return new Done(sent, texts.get("receivables.cancellation.done", number), paths.invoice(number));
    }
}
