package com.circledesk.payments.reconcile.web;

import com.circledesk.payments.matching.ProposalService;
import com.circledesk.payments.matching.Proposals;
import com.circledesk.payments.matching.RefuseProposal;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says of a proposal that it is wrong, and asks for others. */
@Controller
@RequestMapping("/payments/reconcile")
@Requires(Permission.POST_MONEY)
class ProposalController {
    private final ReconcilePage page;
    private final ProposalService service;
    private final Proposals proposals;
    private final Texts texts;

    ProposalController(ReconcilePage page, ProposalService service, Proposals proposals, Texts texts) {
        this.page = page;
        this.service = service;
        this.proposals = proposals;
        this.texts = texts;
    }

    /** This credit does not pay these invoices: they are not proposed for it again. */
    @PostMapping("/refusal")
    String refuse(@RequestParam String credit, CurrentUser user, RedirectAttributes redirect) {
        ReceiptFacts receipt = page.receipt(credit, user.scope());
        try {
            service.refuse(new RefuseProposal(receipt.receiptNo(), null));
            redirect.addFlashAttribute("flash", texts.get("payments.reconcile.refused"));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return back(receipt, redirect);
    }

    /** The credits of this one's account are looked at again, without waiting for the clock. */
    @PostMapping("/matching")
    String match(@RequestParam String credit, CurrentUser user, RedirectAttributes redirect) {
        ReceiptFacts receipt = page.receipt(credit, user.scope());
        Long account = receipt.accountId();
        int found = account == null ? 0 : proposals.match(account, user.scope());
        redirect.addFlashAttribute("flash", texts.get("payments.reconcile.matched", found));
        return back(receipt, redirect);
    }

    private static String back(ReceiptFacts receipt, RedirectAttributes redirect) {
        redirect.addAttribute("credit", receipt.receiptNo());
        return "redirect:/payments/reconcile";
    }
}
