package com.circledesk.receivables.allocations.web;

import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.ReasonController;
import com.circledesk.forms.ReasonForm;
import com.circledesk.forms.ReasonPage;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.ReverseAllocation;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Takes an allocation back. */
@Controller
@RequestMapping(AllocationReversalController.PATH)
@Requires(Permission.POST_MONEY)
class AllocationReversalController extends ReasonController {
    static final String PATH = "/receivables/allocation-reversals";

    private final AllocationService service;
    private final AllocationQueries allocations;
    private final Paths paths;
    private final Texts texts;

    AllocationReversalController(
            AllocationService service, AllocationQueries allocations, FormAnswers answers, Paths paths, Texts texts) {
        super(answers);
        this.service = service;
        this.allocations = allocations;
        this.paths = paths;
        this.texts = texts;
    }

    @Override
    protected ReasonPage page(ReasonForm form, Scope scope) {
        AllocationRow row = row(form, scope);
        return new ReasonPage(
                texts.get("receivables.allocation.reversal", row.invoiceNo()),
                texts.get(
                        "receivables.allocation.reversalSub",
                        Words.rupees(row.settles()),
                        row.sourceNo(),
                        Words.day(row.effectiveOn())),
                paths.invoice(row.invoiceNo()),
                row.invoiceNo(),
                PATH,
                texts.get("receivables.takeBack.withdrawnOn"),
                texts.get("receivables.takeBack.withdrawnHint"),
                List.of(),
                List.of());
    }

    @Override
    protected CheckAnswers check(ReasonForm form, List<Map.Entry<String, String>> fields, Scope scope) {
        AllocationRow row = row(form, scope);
        LocalDate day = form.dayGiven();
        return new CheckAnswers(
                texts.get("receivables.allocation.reversal", row.invoiceNo()),
                null,
                List.of(
                        new Answer(texts.get("receivables.allocation.source"), row.sourceNo()),
                        new Answer(texts.get("receivables.takeBack.amount"), Words.rupees(row.settles())),
                        new Answer(
                                texts.get("receivables.effectiveOn"),
                                day == null ? texts.get("receivables.takeBack.asMistake") : Words.day(day)),
                        new Answer(texts.get("receivables.reason"), form.reasonText())),
                null,
                PATH,
                texts.get("receivables.takeBack"),
                fields);
    }

    @Override
    protected Done send(FormKey key, ReasonForm form, Scope scope) {
        AllocationRow row = row(form, scope);
        Submission sent = service.reverse(key, new ReverseAllocation(row.id(), form.dayGiven(), form.reasonText()));
        String sentence = texts.get(
                "receivables.allocation.reversed", Words.rupees(row.settles()), row.sourceNo(), row.invoiceNo());
        return new Done(sent, sentence, paths.invoice(row.invoiceNo()) + "#allocations");
    }

    private AllocationRow row(ReasonForm form, Scope scope) {
        try {
            return allocations.get(Long.parseLong(form.subjectText()), scope);
        } catch (NumberFormatException e) {
            throw new NotFoundException("Allocation", form.subjectText());
        }
    }
}
