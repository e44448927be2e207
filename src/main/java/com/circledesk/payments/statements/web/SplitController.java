package com.circledesk.payments.statements.web;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.forms.CheckAnswers;
import com.circledesk.forms.CheckAnswers.Answer;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.statements.BankLine;
import com.circledesk.payments.statements.BankLineService;
import com.circledesk.payments.statements.BankLines;
import com.circledesk.payments.statements.SplitBankLine;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One credit that pays several accounts: shared out, one receipt for each. */
@Controller
@Requires(Permission.POST_MONEY)
class SplitController {
    private static final String PATH = BankLineController.ID + "/split";

    private final BankLines lines;
    private final BankLineService service;
    private final AccountQueries accounts;
    private final FormAnswers answers;
    private final Texts texts;

    SplitController(
            BankLines lines, BankLineService service, AccountQueries accounts, FormAnswers answers, Texts texts) {
        this.lines = lines;
        this.service = service;
        this.accounts = accounts;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping(PATH)
    String form(@PathVariable long id, CurrentUser user, Model model) {
        return show(id, SplitForm.empty(), user, model);
    }

    @PostMapping(PATH + "/change")
    String change(@PathVariable long id, @ModelAttribute("form") SplitForm form, CurrentUser user, Model model) {
        return show(id, form, user, model);
    }

    @PostMapping(PATH + "/check")
    String check(
            @PathVariable long id,
            @ModelAttribute("form") SplitForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        BankLine line = lines.get(id, user.scope());
        answers.key(String.valueOf(form.key()), errors);
        SplitBankLine asked = form.command(id, errors);
        Money left = line.amount().minus(asked.sum());
        if (!errors.hasErrors() && !left.isZero()) {
            errors.reject(
                    "total-mismatch",
                    texts.get(
                            "payments.split.left",
                            Words.rupees(asked.sum()),
                            Words.rupees(line.amount()),
                            Words.rupees(left)));
        }
        asked.parts().stream()
                .filter(part -> accounts.find(part.accountCode(), user.scope()).isEmpty())
                .forEach(part -> errors.reject("unknown-account", "There is no account " + part.accountCode() + "."));
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(id, form, user, model);
        }
        model.addAttribute(
                "check",
                new CheckAnswers(
                        texts.get("payments.split"),
                        texts.get("payments.split.warning"),
                        List.of(
                                new Answer(texts.get("payments.line.bookedOn"), Words.day(line.bookedOn())),
                                new Answer(texts.get("receivables.amount"), Words.rupees(line.amount()))),
                        new CheckAnswers.Table(
                                List.of(texts.get("receivables.account"), texts.get("receivables.amount")),
                                asked.parts().stream()
                                        .map(part -> List.of(part.accountCode(), Words.rupees(part.amount())))
                                        .toList()),
                        "/payments/bank-lines/%d/split".formatted(id),
                        texts.get("payments.split.do"),
                        CheckAnswers.fieldsOf(request)));
        return CheckAnswers.VIEW;
    }

    @PostMapping(PATH)
    String split(
            @PathVariable long id,
            @ModelAttribute("form") SplitForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        lines.get(id, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        SplitBankLine asked = form.command(id, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(id, form, user, model);
        }
        try {
            Submission sent = service.split(key, asked);
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("payments.split.done", sent.outcome())));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(id, form, user, model);
        }
        return "redirect:/payments/bank-lines/" + id;
    }

    private String show(long id, SplitForm form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("line", lines.get(id, user.scope()));
        model.addAttribute("accounts", accounts.choices(user.scope()));
        model.addAttribute("rows", IntStream.range(0, form.rows()).boxed().toList());
        return "payments/split";
    }
}
