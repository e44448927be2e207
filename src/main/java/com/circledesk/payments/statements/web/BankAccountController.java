package com.circledesk.payments.statements.web;

import com.circledesk.payments.statements.BankAccounts;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The bank accounts whose statements are taken; the administrator keeps them. */
@Controller
class BankAccountController {
    private final BankAccounts accounts;
    private final Texts texts;

    BankAccountController(BankAccounts accounts, Texts texts) {
        this.accounts = accounts;
        this.texts = texts;
    }

    @GetMapping("/payments/bank-accounts")
    @Requires(Permission.IMPORT)
    String list(CurrentUser user, Model model) {
        model.addAttribute("accounts", accounts.all());
        model.addAttribute("mayChange", user.may(Permission.MANAGE_SETTINGS));
        return "payments/bank-accounts";
    }

    @PostMapping("/payments/bank-accounts")
    @Requires(Permission.MANAGE_SETTINGS)
    String open(
            @RequestParam(defaultValue = "") String accountNo,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam(defaultValue = "") String name,
            RedirectAttributes redirect) {
        try {
            String number = accounts.open(accountNo, bank, name);
            redirect.addFlashAttribute("flash", texts.get("payments.bankAccount.opened", number));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
            redirect.addFlashAttribute("typedNo", accountNo);
            redirect.addFlashAttribute("typedBank", bank);
            redirect.addFlashAttribute("typedName", name);
        }
        return "redirect:/payments/bank-accounts";
    }

    @PostMapping("/payments/bank-accounts/{no}")
    @Requires(Permission.MANAGE_SETTINGS)
    String edit(
            @PathVariable String no,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean closed,
            RedirectAttributes redirect) {
        try {
            accounts.edit(no, bank, name, closed);
            redirect.addFlashAttribute("flash", texts.get("payments.bankAccount.changed", no));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", e.getMessage());
        }
        return "redirect:/payments/bank-accounts";
    }
}
