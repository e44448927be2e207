package com.circledesk.payments.reconcile.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.posting.Settled;
import com.circledesk.payments.posting.Settlement;
import com.circledesk.payments.posting.SettlementService;
import com.circledesk.payments.reconcile.Grid;
import com.circledesk.payments.reconcile.Suggestion;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptFilter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Grid grid;
    private final FormAnswers answers;
    private final Texts texts;

    ReconcileController(ReconcilePage page, SettlementService service, Grid grid, FormAnswers answers, Texts texts) {
        this.page = page;
        this.service = service;
        this.grid = grid;
        this.answers = answers;
        this.texts = texts;
    }

    /** The list's parameters as they stand in its URL. */
    record Parameters(
            @Nullable String q,
            String @Nullable [] circle,
            @Nullable String account) {
        ReceiptFilter filter() {
            return new ReceiptFilter(
                    ReceiptFilter.State.UNAPPLIED,
                    q == null ? "" : q,
                    circle == null ? List.of() : List.of(circle),
                    account == null || account.isBlank() ? null : account.strip(),
                    null,
                    null);
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
        Paged<ReconcilePage.Waiting> rows = list(parameters, wish, user.scope(), model);
        List<ReceiptFacts> waiting =
                rows.items().stream().map(ReconcilePage.Waiting::receipt).toList();
        ReceiptFacts receipt =
                credit.isBlank() ? waiting.stream().findFirst().orElse(null) : page.receipt(credit, user.scope());
        if (receipt == null) {
            return ReconcilePage.VIEW;
        }
        String next = neighbours(waiting, receipt, model);
        ReconcileForm form = page.suggestion(receipt, user.scope())
                .map(suggestion -> ReconcileForm.of(receipt.receiptNo(), suggestion, next))
                .orElseGet(() -> ReconcileForm.empty(receipt.receiptNo(), next));
        if (fill.equals("oldest") && receipt.isAllocatable()) {
            List<ReconcileForm.Line> oldest = grid.oldest(receipt, Set.of(), receipt.rest(), user.scope()).stream()
                    .map(ReconcileForm.Line::of)
                    .toList();
            form = form.with(oldest, "");
        }
        page.show(receipt, form, user.scope(), model);
        return ReconcilePage.VIEW;
    }

    private Paged<ReconcilePage.Waiting> list(Parameters parameters, PageParameters wish, Scope scope, Model model) {
        Paged<ReconcilePage.Waiting> rows = page.waiting(parameters.filter(), wish.number(), wish.rows(), scope);
        model.addAttribute("waiting", rows);
        model.addAttribute(
                "certain",
                rows.items().stream()
                        .filter(row ->
                                row.suggestion() != null && row.suggestion().isCertain())
                        .count());
        return rows;
    }

    /** @return the number of the credit that comes next, or blank */
    private static String neighbours(List<ReceiptFacts> waiting, ReceiptFacts receipt, Model model) {
        List<String> numbers = waiting.stream().map(ReceiptFacts::receiptNo).toList();
        int at = numbers.indexOf(receipt.receiptNo());
        String next = at + 1 < numbers.size() ? numbers.get(at + 1) : "";
        model.addAttribute("next", next);
        model.addAttribute("previous", at > 0 ? numbers.get(at - 1) : "");
        return next;
    }

    /**
     * The form again with something done to it; nothing is recorded.
     *
     * @param act {@code find} adds the invoices that are named, {@code oldest} the oldest, {@code short} says of what stays open
     *     that it was paid short, {@code account} leaves the rest on account, {@code clear} empties it
     */
    @PostMapping("/lines")
    String lines(
            @ModelAttribute("form") ReconcileForm form,
            @RequestParam(defaultValue = "find") String act,
            CurrentUser user,
            HttpServletResponse response,
            Model model) {
        ReceiptFacts receipt = page.receipt(ReconcileForm.text(form.credit()), user.scope());
        List<ReconcileForm.Line> rows = new ArrayList<>(form.rows());
        Money left = receipt.rest().minus(form.cash()).minus(form.account());
        String account = ReconcileForm.text(form.onAccount());
        Set<String> there = rows.stream().map(ReconcileForm.Line::number).collect(Collectors.toSet());
        switch (act) {
            case "oldest" ->
                grid.oldest(receipt, there, left, user.scope()).forEach(line -> rows.add(ReconcileForm.Line.of(line)));
            case "short" -> nameShort(receipt, form, rows, user.scope());
            case "account" -> account = left.plus(form.account()).toString();
            case "clear" -> {
                rows.clear();
                account = "";
            }
            default -> {
                List<String> unknown = find(receipt, form, rows, left, user.scope());
                if (!unknown.isEmpty()) {
                    model.addAttribute("unknown", texts.get("payments.reconcile.unknown", String.join(", ", unknown)));
                    answers.invalid(response);
                }
            }
        }
        return again(form.with(List.copyOf(rows), account), receipt, user, model);
    }

    /** @return the numbers that no open invoice of the account has */
    private List<String> find(
            ReceiptFacts receipt, ReconcileForm form, List<ReconcileForm.Line> rows, Money left, Scope scope) {
        Set<String> there = rows.stream()
                .map(line -> line.number().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> asked = Grid.numbers(ReconcileForm.text(form.find())).stream()
                .filter(number -> !there.contains(number.toLowerCase(Locale.ROOT)))
                .toList();
        Grid.Named found = grid.named(receipt, asked, left, scope);
        found.lines().forEach(line -> rows.add(ReconcileForm.Line.of(line)));
        return found.unknown();
    }

    private void nameShort(ReceiptFacts receipt, ReconcileForm form, List<ReconcileForm.Line> rows, Scope scope) {
        var open = page.open(receipt, form, scope);
        rows.replaceAll(line -> {
            var invoice = open.get(line.number().toLowerCase(Locale.ROOT));
            boolean unsaid = ReconcileForm.text(line.left()).isBlank() && !line.isBlank();
            return unsaid
                            && invoice != null
                            && invoice.open().minus(line.settles()).isPositive()
                    ? line.with("SHORT_PAYMENT")
                    : line;
        });
    }

    private String again(ReconcileForm form, ReceiptFacts receipt, CurrentUser user, Model model) {
        Paged<ReconcilePage.Waiting> rows =
                list(new Parameters(null, null, null), new PageParameters(null, null), user.scope(), model);
        neighbours(rows.items().stream().map(ReconcilePage.Waiting::receipt).toList(), receipt, model);
        page.show(receipt, form, user.scope(), model);
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
            return again(form, receipt, user, model);
        }
        Settlement command = withRule(parsed.get().command(), receipt, user.scope());
        try {
            Submission sent = service.settle(key, command);
            redirect.addFlashAttribute("flash", answers.done(sent, sentence(command, Settled.of(sent))));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            noteFaults(service.plan(command).faults(), parsed.get().rows(), errors);
            return again(form, receipt, user, model);
        }
        String next = ReconcileForm.text(form.next());
        redirect.addAttribute("credit", next.isBlank() ? receipt.receiptNo() : next);
        return "redirect:/payments/reconcile";
    }

    /** Posted as it was suggested, history says by which rule; changed by hand, it is the person's own. */
    private Settlement withRule(Settlement asked, ReceiptFacts receipt, Scope scope) {
        String rule = page.suggestion(receipt, scope)
                .filter(suggestion -> suggestion.lines().equals(asked.lines())
                        && suggestion.onAccount().equals(asked.onAccount()))
                .map(Suggestion::rule)
                .orElse(null);
        return new Settlement(
                asked.receiptNo(), asked.lines(), asked.onAccount(), asked.effectiveOn(), asked.reason(), rule);
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
