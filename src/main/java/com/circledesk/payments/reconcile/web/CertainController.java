package com.circledesk.payments.reconcile.web;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.matching.Confidence;
import com.circledesk.payments.matching.ConfirmProposal;
import com.circledesk.payments.matching.ProposalFilter;
import com.circledesk.payments.matching.ProposalQueries;
import com.circledesk.payments.matching.ProposalRow;
import com.circledesk.payments.matching.ProposalService;
import com.circledesk.payments.posting.Settled;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

    private final ProposalQueries proposals;
    private final ProposalService service;
    private final Texts texts;

    CertainController(ProposalQueries proposals, ProposalService service, Texts texts) {
        this.proposals = proposals;
        this.service = service;
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
        model.addAttribute("cash", certain.stream().map(ProposalRow::cash).reduce(Money.ZERO, Money::plus));
        model.addAttribute(
                "invoices", certain.stream().mapToInt(ProposalRow::invoices).sum());
        model.addAttribute("key", FormKey.fresh().toString());
        return "payments/reconcile-certain";
    }

    /** @param credit receipt and stamp of the proposal that was seen, with a blank between them */
    @PostMapping
    String confirm(
            @RequestParam String key,
            @RequestParam(defaultValue = "") List<String> credit,
            RedirectAttributes redirect) {
        int posted = 0;
        int invoices = 0;
        List<String> leftOut = new ArrayList<>();
        for (String each : credit) {
            int blank = each.lastIndexOf(' ');
            String number = blank < 0 ? each : each.substring(0, blank);
            try {
                invoices += settle(key, number, each.substring(blank + 1))
                        .allocations()
                        .size();
                posted++;
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
    private Settled settle(String key, String number, String stamp) {
        FormKey own = new FormKey(UUID.nameUUIDFromBytes((key + number).getBytes(StandardCharsets.UTF_8)));
        return Settled.of(service.confirm(own, new ConfirmProposal(number, stamp, null)));
    }
}
