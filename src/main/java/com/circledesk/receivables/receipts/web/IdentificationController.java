package com.circledesk.receivables.receipts.web;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.periods.PeriodLocks;
import com.circledesk.receivables.receipts.IdentifyReceipt;
import com.circledesk.receivables.receipts.ReceiptFacts;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a receipt that nobody knew its account. */
@Controller
@RequestMapping(IdentificationController.PATH)
@Requires(Permission.POST_MONEY)
class IdentificationController {
    static final String PATH = "/receivables/identifications";

    private final ReceiptService service;
    private final ReceiptQueries receipts;
    private final AccountQueries accounts;
    private final PeriodLocks locks;
    private final FormAnswers answers;
    private final Paths paths;
    private final Texts texts;

    IdentificationController(
            ReceiptService service,
            ReceiptQueries receipts,
            AccountQueries accounts,
            PeriodLocks locks,
            FormAnswers answers,
            Paths paths,
            Texts texts) {
        this.service = service;
        this.receipts = receipts;
        this.accounts = accounts;
        this.locks = locks;
        this.answers = answers;
        this.paths = paths;
        this.texts = texts;
    }

    @GetMapping("/new")
    String form(@RequestParam String receipt, CurrentUser user, Model model) {
        return show(IdentificationForm.of(receipt), user, model);
    }

    @PostMapping("/change")
    String change(@ModelAttribute("form") IdentificationForm form, CurrentUser user, Model model) {
        return show(form, user, model);
    }

    @PostMapping("/check")
    String check(
            @ModelAttribute("form") IdentificationForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        Optional<AccountFacts> account = accounts.find(form.accountText(), user.scope());
        if (account.isEmpty() && !errors.hasErrors()) {
            errors.rejectValue("account", "unknown-account", "There is no account " + form.accountText() + ".");
        }
        if (errors.hasErrors() || account.isEmpty()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        ReceiptFacts receipt = receipts.get(form.receiptText(), user.scope());
        model.addAttribute("check", check(receipt, account.get(), request));
        return CheckAnswers.VIEW;
    }

    private CheckAnswers check(ReceiptFacts receipt, AccountFacts account, HttpServletRequest request) {
        return new CheckAnswers(
                texts.get("receivables.identification", receipt.receiptNo()),
                texts.get("receivables.identification.warning"),
                List.of(
                        new Answer(texts.get("receivables.account"), account.code() + " · " + account.customerName()),
                        new Answer(texts.get("receivables.amount"), Words.rupees(receipt.amount())),
                        new Answer(texts.get("receivables.receipt.receivedOn"), Words.day(receipt.receivedOn())),
                        new Answer(
                                texts.get("receivables.effectiveOn"),
                                Words.day(locks.firstOpenDay(receipt.receivedOn())))),
                null,
                PATH,
                texts.get("receivables.identification.confirm"),
                CheckAnswers.fieldsOf(request));
    }

    @PostMapping
    String identify(
            @ModelAttribute("form") IdentificationForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Submission sent = service.identify(key, new IdentifyReceipt(form.receiptText(), form.accountText()));
            String sentence = texts.get("receivables.identification.done", form.receiptText(), sent.outcome());
            redirect.addFlashAttribute("flash", answers.done(sent, sentence));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
        return "redirect:" + paths.receipt(form.receiptText());
    }

    private String show(IdentificationForm form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("receipt", receipts.get(form.receiptText(), user.scope()));
        model.addAttribute("accounts", accounts.choices(user.scope()));
        return "receivables/identification";
    }
}
