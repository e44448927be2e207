package com.circledesk.payments.reconcile.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.matching.Confidence;
import com.circledesk.payments.matching.ProposalFilter;
import com.circledesk.payments.matching.ProposalRow;
import com.circledesk.payments.matching.ProposalService;
import com.circledesk.payments.posting.Settled;
import com.circledesk.payments.posting.Settlement;
import com.circledesk.payments.posting.SettlementService;
import com.circledesk.payments.reconcile.Grid;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.PageParameters;
import com.circledesk.shared.Paged;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A credit at a time: see what it probably pays, say what becomes of each rupee, post it. */
@Controller
@RequestMapping("/payments/reconcile")
@Requires(Permission.POST_MONEY)
class ReconcileController {
    private final ReconcilePage page;
    private final SettlementService service;
    private final ProposalService proposals;
    private final Grid grid;
    private final GridActs acts;
    private final FormAnswers answers;
    private final Texts texts;

    ReconcileController(
            ReconcilePage page,
            SettlementService service,
            ProposalService proposals,
            Grid grid,
            GridActs acts,
            FormAnswers answers,
            Texts texts) {
        this.page = page;
        this.service = service;
        this.proposals = proposals;
        this.grid = grid;
        this.acts = acts;
        this.answers = answers;
        this.texts = texts;
    }

    /** The list's parameters as they stand in its URL. */
    record Parameters(
            @Nullable String q,
            String @Nullable [] circle,
            @Nullable String account,
            @Nullable String confidence) {
        static final Parameters NONE = new Parameters(null, null, null, null);

        /** Of what is proposed; {@code NONE} where nothing is. */
        ProposalFilter filter() {
            return new ProposalFilter(
                    Arrays.stream(Confidence.values())
                            .filter(each -> each.name().equals(confidence))
                            .findFirst()
                            .orElse(null),
                    "NONE".equals(confidence),
                    circle == null ? List.of() : List.of(circle),
                    account == null || account.isBlank() ? null : account.strip(),
                    q == null ? "" : q);
        }
    }

    @GetMapping
    String show(
            Parameters parameters,
            PageParameters wish,
            @RequestParam(defaultValue = "") String credit,
            @RequestParam(defaultValue = "") String fill,
            CurrentUser user,
            Model model) {
        Paged<ProposalRow> rows = list(parameters, wish, user.scope(), model);
        String number = credit.isBlank() && !rows.items().isEmpty()
                ? rows.items().get(0).receiptNo()
                : credit;
        if (number.isBlank()) {
            return ReconcilePage.VIEW;
        }
        ReceiptFacts receipt = page.receipt(number, user.scope());
        String next = neighbours(rows, receipt, model);
        ReconcilePage.Suggestion suggestion =
                page.suggestion(receipt, user.scope()).orElse(null);
        ReconcileForm form = suggestion == null
                ? ReconcileForm.empty(receipt.receiptNo(), next)
                : ReconcileForm.of(suggestion.settlement(), next);
        if (fill.equals("oldest") && receipt.isAllocatable()) {
            List<ReconcileForm.Line> oldest = grid.oldest(receipt, Set.of(), receipt.rest(), user.scope()).stream()
                    .map(ReconcileForm.Line::of)
                    .toList();
            form = form.with(oldest, "");
        }
        page.show(receipt, form, suggestion, user.scope(), model);
        return ReconcilePage.VIEW;
    }

    private Paged<ProposalRow> list(Parameters parameters, PageParameters wish, Scope scope, Model model) {
        Paged<ProposalRow> rows = page.waiting(parameters.filter(), wish.number(), wish.rows(), scope);
        model.addAttribute("waiting", rows);
        model.addAttribute("parameters", parameters);
        model.addAttribute("confidences", Confidence.values());
        model.addAttribute(
                "certain",
                rows.items().stream()
                        .filter(row -> row.confidence() == Confidence.CERTAIN
                                && row.shortBy().isZero())
                        .count());
        return rows;
    }

    /** @return the number of the credit that comes next, or blank */
    private static String neighbours(Paged<ProposalRow> rows, ReceiptFacts receipt, Model model) {
        List<String> numbers = rows.items().stream().map(ProposalRow::receiptNo).toList();
        int at = numbers.indexOf(receipt.receiptNo());
        String next = at + 1 < numbers.size() ? numbers.get(at + 1) : "";
        model.addAttribute("next", next);
        model.addAttribute("previous", at > 0 ? numbers.get(at - 1) : "");
        return next;
    }

    /** The form again with something done to it, see {@link GridActs#on}. */
    @PostMapping("/lines")
    String lines(
            @ModelAttribute("form") ReconcileForm form,
            @RequestParam(defaultValue = "find") String act,
            CurrentUser user,
            HttpServletResponse response,
            Model model) {
        ReceiptFacts receipt = page.receipt(ReconcileForm.text(form.credit()), user.scope());
        GridActs.Done done = acts.on(form, act, receipt, user.scope());
        if (done.tooMany()) {
            model.addAttribute("unknown", texts.get("payments.reconcile.tooMany", Grid.ROWS_MAX));
        } else if (!done.unknown().isEmpty()) {
            model.addAttribute("unknown", texts.get("payments.reconcile.unknown", String.join(", ", done.unknown())));
        }
        if (model.containsAttribute("unknown")) {
            answers.invalid(response);
        }
        return again(done.form(), receipt, user, model);
    }

    private String again(ReconcileForm form, ReceiptFacts receipt, CurrentUser user, Model model) {
        neighbours(list(Parameters.NONE, new PageParameters(null, null), user.scope(), model), receipt, model);
        page.show(receipt, form, page.suggestion(receipt, user.scope()).orElse(null), user.scope(), model);
        return ReconcilePage.VIEW;
    }

    @PostMapping
    String settle(
            @ModelAttribute("form") ReconcileForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        ReceiptFacts receipt = page.receipt(ReconcileForm.text(form.credit()), user.scope());
        Optional<ReconcileForm.Parsed> parsed = form.parse(
                page.open(receipt, form, user.scope()), null, texts.get("payments.reconcile.reason"), errors);
        if (parsed.isEmpty()) {
            answers.invalid(response);
            return wrong(form, errors, receipt, user, model);
        }
        Settlement asked = parsed.get().command();
        Optional<ReconcilePage.Suggestion> suggested =
                page.suggestion(receipt, user.scope()).filter(each -> isSame(each.settlement(), asked));
        Settlement command = ruled(asked, suggested);
        try {
            Submission sent = service.settle(key, command);
            suggested.ifPresent(each -> proposals.learn(each.proposal()));
            redirect.addFlashAttribute("flash", answers.done(sent, sentence(command, Settled.of(sent))));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            noteFaults(service.plan(command).faults(), parsed.get().rows(), errors);
            return wrong(form, errors, receipt, user, model);
        }
        String next = ReconcileForm.text(form.next());
        redirect.addAttribute("credit", next.isBlank() ? receipt.receiptNo() : next);
        return "redirect:/payments/reconcile";
    }

    /** With what is wrong: another page of the same form is another object, and would leave it behind. */
    private String wrong(
            ReconcileForm form, BindingResult errors, ReceiptFacts receipt, CurrentUser user, Model model) {
        String view = again(atFault(form, errors), receipt, user, model);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return view;
    }

    /** The page of the first row that is wrong, unless something is wrong on the one that is shown. */
    private static ReconcileForm atFault(ReconcileForm form, BindingResult errors) {
        List<Integer> rows = IntStream.range(0, form.rows().size())
                .filter(row -> errors.hasFieldErrors("lines[%d].*".formatted(row)))
                .boxed()
                .toList();
        return rows.isEmpty() || rows.stream().anyMatch(row -> row / ReconcileForm.SHOWN == form.shown())
                ? form
                : form.showing(rows.get(0));
    }

    private static boolean isSame(Settlement proposed, Settlement asked) {
        return proposed.lines().equals(asked.lines()) && proposed.onAccount().equals(asked.onAccount());
    }

    /** Posted as it was proposed, history says by which rule; changed by hand, it is the person's own. */
    private static Settlement ruled(Settlement asked, Optional<ReconcilePage.Suggestion> suggested) {
        return new Settlement(
                asked.receiptNo(),
                asked.lines(),
                asked.onAccount(),
                asked.effectiveOn(),
                asked.reason(),
                suggested.map(each -> each.settlement().rule()).orElse(null));
    }

    private static void noteFaults(List<AllocationPlan.Fault> faults, List<Integer> rows, BindingResult errors) {
        Map<String, String> fields = Map.of("amount", "cash", "deductionReason", "deductionReason");
        faults.stream()
                .filter(fault -> fault.line() != AllocationPlan.Fault.WHOLE)
                .forEach(fault -> errors.rejectValue(
                        "lines[%d].%s".formatted(rows.get(fault.line()), fields.getOrDefault(fault.field(), "cash")),
                        fault.code(),
                        fault.message()));
    }

    private String sentence(Settlement command, Settled done) {
        Money moved = command.lines().stream().map(Allocate.Line::amount).reduce(Money.ZERO, Money::plus);
        String posted = texts.get(
                "payments.reconcile.done",
                command.receiptNo(),
                done.allocations().size(),
                Words.rupees(moved));
        if (!done.disputes().isEmpty()) {
            posted += " " + texts.get("payments.reconcile.doneDisputes", String.join(", ", done.disputes()));
        }
        return done.requests().isEmpty()
                ? posted
                : posted + " "
                        + texts.get(
                                "payments.reconcile.doneRequests",
                                done.requests().size());
    }
}
