package com.circledesk.payments.reconcile.web;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.posting.Settled;
import com.circledesk.payments.posting.SettlementService;
import com.circledesk.payments.reconcile.Suggestion;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Confirms all that is certain: count and sum first, then each credit in a transaction of its own. */
@Controller
@RequestMapping("/payments/reconcile/certain")
@Requires(Permission.POST_MONEY)
class CertainController {
    private static final int AT_ONCE = 500;

    private final ReconcilePage page;
    private final SettlementService service;
    private final Texts texts;

    CertainController(ReconcilePage page, SettlementService service, Texts texts) {
        this.page = page;
        this.service = service;
        this.texts = texts;
    }

    @GetMapping
    String check(CurrentUser user, Model model) {
        List<ReconcilePage.Waiting> certain = page
                .waiting(
                        new ReceiptFilter(ReceiptFilter.State.UNAPPLIED, "", List.of(), null, null, null),
                        0,
                        AT_ONCE,
                        user.scope())
                .items()
                .stream()
                .filter(row -> row.suggestion() != null && row.suggestion().isCertain())
                .toList();
        model.addAttribute("certain", certain);
        model.addAttribute(
                "cash",
                certain.stream()
                        .map(row -> row.suggestion() == null
                                ? Money.ZERO
                                : row.suggestion().cash())
                        .reduce(Money.ZERO, Money::plus));
        model.addAttribute(
                "invoices",
                certain.stream()
                        .mapToInt(row -> row.suggestion() == null
                                ? 0
                                : row.suggestion().lines().size())
                        .sum());
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/reconcile-certain";
    }

    /** @param credit receipt and fingerprint of what was seen, with a blank between them */
    @PostMapping
    String confirm(
            @RequestParam String key,
            @RequestParam(defaultValue = "") List<String> credit,
            CurrentUser user,
            RedirectAttributes redirect) {
        int posted = 0;
        int invoices = 0;
        List<String> leftOut = new ArrayList<>();
        for (String each : credit) {
            int blank = each.lastIndexOf(' ');
            String number = blank < 0 ? each : each.substring(0, blank);
            try {
                Settled done = settle(key, number, each.substring(blank + 1), user.scope());
                posted++;
                invoices += done.allocations().size();
            } catch (BusinessRuleException | NotFoundException e) {
                leftOut.add(number + ": " + e.getMessage());
            }
        }
        redirect.addFlashAttribute("flash", texts.get("payments.certain.done", posted, invoices));
        if (!leftOut.isEmpty()) {
            redirect.addFlashAttribute(
                    "flashProblem", texts.get("payments.certain.leftOut", String.join(" · ", leftOut)));
        }
        return "redirect:/payments/reconcile";
    }

    /** The same form sent twice posts each credit once: its key is made of the form's and the credit's number. */
    private Settled settle(String key, String number, String fingerprint, Scope scope) {
        FormKey own = new FormKey(UUID.nameUUIDFromBytes((key + number).getBytes(StandardCharsets.UTF_8)));
        ReceiptFacts receipt = page.receipt(number, scope);
        Optional<Suggestion> now = page.suggestion(receipt, scope)
                .filter(Suggestion::isCertain)
                .filter(suggestion -> suggestion.fingerprint().equals(fingerprint));
        return now.map(suggestion ->
                        Settled.of(service.settle(own, suggestion.settlement(texts.get("payments.reconcile.reason")))))
                .orElseThrow(() -> new BusinessRuleException("changed", texts.get("payments.certain.changed", number)));
    }
}
