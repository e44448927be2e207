package com.circledesk.payments.reconcile.web;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.matching.Confidence;
import com.circledesk.payments.matching.ProposalFilter;
import com.circledesk.payments.matching.ProposalQueries;
import com.circledesk.payments.matching.ProposalRow;
import com.circledesk.payments.reconcile.BulkConfirmations;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Confirms all that is certain: count and sum first, then each credit by itself, with a report. */
@Controller
@RequestMapping("/payments/reconcile/certain")
@Requires(Permission.POST_MONEY)
class CertainController {
    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ProposalQueries proposals;
    private final BulkConfirmations confirmations;
    private final Texts texts;

    CertainController(ProposalQueries proposals, BulkConfirmations confirmations, Texts texts) {
        this.proposals = proposals;
        this.confirmations = confirmations;
        this.texts = texts;
    }

    /** Those that pay an invoice short are looked at one by one. */
    @GetMapping
    String check(CurrentUser user, Model model) {
        List<ProposalRow> certain =
                proposals.list(ProposalFilter.of(Confidence.CERTAIN), 0, AT_ONCE, user.scope()).items().stream()
                        .filter(row -> row.shortBy().isZero())
                        .toList();
        model.addAttribute("certain", certain);
        model.addAttribute("underWay", confirmations.underWay(user.scope()).orElse(null));
        model.addAttribute("cash", certain.stream().map(ProposalRow::cash).reduce(Money.ZERO, Money::plus));
        model.addAttribute(
                "invoices", certain.stream().mapToInt(ProposalRow::invoices).sum());
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/reconcile-certain";
    }

    /**
     * Small runs are through by then; longer ones show how far they are, and go on without anybody looking.
     *
     * @param credit receipt and stamp of the proposal that was seen, with a blank between them
     */
    @PostMapping
    String confirm(
            @RequestParam String key,
            @RequestParam(defaultValue = "") List<String> credit,
            RedirectAttributes redirect) {
        Optional<FormKey> form = FormKey.parse(key);
        if (form.isEmpty() || credit.isEmpty()) {
            redirect.addFlashAttribute("flashProblem", texts.get("payments.certain.nothing"));
            return "redirect:/payments/reconcile/certain";
        }
        UUID run = confirmations.ask(
                form.get(), credit.stream().map(CertainController::chosen).toList());
        return confirmations
                .begin(run, PATIENCE)
                .map(begun -> "redirect:/payments/reconcile/certain/" + begun.id())
                .orElse("redirect:/payments/reconcile/certain");
    }

    private static BulkConfirmations.Chosen chosen(String sent) {
        int blank = sent.lastIndexOf(' ');
        return new BulkConfirmations.Chosen(
                blank < 0 ? sent : sent.substring(0, blank), blank < 0 ? "" : sent.substring(blank + 1));
    }

    /** How far it is, and what became of it. */
    @GetMapping("/{id:\\d{1,18}}")
    String run(@PathVariable long id, CurrentUser user, Model model) {
        model.addAttribute("id", id);
        model.addAttribute(
                "run", confirmations.find(id, user.scope()).orElseThrow(() -> new NotFoundException("Run", id)));
        return "payments/reconcile-run";
    }
}
