package com.circledesk.receivables.receipts.web;

import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.ReasonController;
import com.circledesk.forms.ReasonForm;
import com.circledesk.forms.ReasonPage;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.receivables.receipts.ReverseReceipt;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Takes a receipt back, as a mistake or because it bounced, with everything that was allocated from it. */
@Controller
@RequestMapping(ReceiptReversalController.PATH)
@Requires(Permission.POST_MONEY)
class ReceiptReversalController extends ReasonController {
    static final String PATH = "/receivables/receipt-reversals";

    private final ReceiptService service;
    private final ReceiptQueries receipts;
    private final Paths paths;
    private final Texts texts;

    ReceiptReversalController(
            ReceiptService service, ReceiptQueries receipts, FormAnswers answers, Paths paths, Texts texts) {
        super(answers);
        this.service = service;
        this.receipts = receipts;
        this.paths = paths;
        this.texts = texts;
    }

    @Override
    protected ReasonPage page(ReasonForm form, Scope scope) {
        ReceiptFacts receipt = receipts.get(form.subjectText(), scope);
        return new ReasonPage(
                texts.get("receivables.receiptReversal", receipt.receiptNo()),
                texts.get(
                        "receivables.receiptReversal.sub",
                        Words.rupees(receipt.amount()),
                        Words.day(receipt.receivedOn()),
                        Objects.requireNonNullElseGet(
                                receipt.customerName(), () -> texts.get("receivables.receipt.unidentified"))),
                paths.receipt(receipt.receiptNo()),
                receipt.receiptNo(),
                PATH,
                receipt.isIdentified() ? texts.get("receivables.receiptReversal.bouncedOn") : null,
                texts.get("receivables.receiptReversal.bouncedHint"),
                service.liveAllocations(receipt.receiptNo()).stream()
                        .map(this::consequence)
                        .toList(),
                List.of());
    }

    private String consequence(AllocationRow allocation) {
        return texts.get(
                "receivables.receiptReversal.consequence", Words.rupees(allocation.settles()), allocation.invoiceNo());
    }

    @Override
    protected CheckAnswers check(ReasonForm form, List<Map.Entry<String, String>> fields, Scope scope) {
        ReceiptFacts receipt = receipts.get(form.subjectText(), scope);
        List<AllocationRow> allocations = service.liveAllocations(receipt.receiptNo());
        LocalDate day = form.dayGiven();
        return new CheckAnswers(
                texts.get("receivables.receiptReversal", receipt.receiptNo()),
                allocations.isEmpty() ? null : texts.get("receivables.receiptReversal.warning", allocations.size()),
                List.of(
                        new Answer(
                                texts.get("receivables.account"), Objects.requireNonNullElse(receipt.account(), "–")),
                        new Answer(texts.get("receivables.amount"), Words.rupees(receipt.amount())),
                        new Answer(
                                texts.get("receivables.effectiveOn"),
                                day == null ? texts.get("receivables.takeBack.asMistake") : Words.day(day)),
                        new Answer(texts.get("receivables.reason"), form.reasonText())),
                allocations.isEmpty()
                        ? null
                        : new CheckAnswers.Table(
                                List.of(texts.get("receivables.invoice"), texts.get("receivables.takeBack.amount")),
                                allocations.stream()
                                        .map(each -> List.of(each.invoiceNo(), Words.rupees(each.settles())))
                                        .toList()),
                PATH,
                texts.get("receivables.takeBack"),
                fields);
    }

    @Override
    protected Done send(FormKey key, ReasonForm form, Scope scope) {
        Submission sent =
                service.reverse(key, new ReverseReceipt(form.subjectText(), form.dayGiven(), form.reasonText()));
        String number = sent.outcome();
        return new Done(sent, texts.get("receivables.receiptReversal.done", number), paths.receipt(number));
    }
}
