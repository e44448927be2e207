package com.circledesk.collections.targets.web;

import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.ChangeTarget;
import com.circledesk.collections.targets.TargetDetail;
import com.circledesk.collections.targets.TargetListQueries;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.collections.targets.TargetService;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An account's target of a month: what it was proposed from, its versions, and the form that makes another. */
@Controller
@RequestMapping("/receivables/targets")
class TargetFormController {
    private static final int INVOICES = 100;

    private final TargetListQueries lists;
    private final TargetQueries targets;
    private final TargetService service;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    TargetFormController(
            TargetListQueries lists,
            TargetQueries targets,
            TargetService service,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.lists = lists;
        this.targets = targets;
        this.service = service;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/account")
    @Requires(Permission.VIEW_RECEIVABLES)
    String target(
            CurrentUser user,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String month,
            Model model) {
        TargetDetail target = find(user, account, month);
        return show(user, target, TargetForm.of(target), model);
    }

    private TargetDetail find(CurrentUser user, String account, String month) {
        YearMonth asked = TargetParameters.month(month).orElseGet(() -> YearMonth.from(LocalDate.now(clock)));
        return lists.target(account, asked, user.scope());
    }

    private String show(CurrentUser user, TargetDetail target, TargetForm form, Model model) {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = today.isBefore(target.month().atDay(1)) ? target.month().atDay(1) : today;
        BridgeRequest asked = new BridgeRequest(
                target.month(), day, BridgeGroup.ACCOUNT, BookFilter.ofAccount(target.account()), null);
        model.addAttribute("target", target);
        model.addAttribute("row", targets.bridge(user.scope(), asked).total());
        model.addAttribute("closing", targets.closingInvoices(user.scope(), asked, INVOICES));
        model.addAttribute("asked", asked);
        model.addAttribute("form", form);
        model.addAttribute("mayWork", user.may(Permission.WORK_COLLECTIONS) && target.closed() == null);
        return "collections/target";
    }

    @PostMapping("/versions")
    @Requires(Permission.WORK_COLLECTIONS)
    String change(
            CurrentUser user,
            @ModelAttribute("form") TargetForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        TargetDetail target =
                find(user, form.account() == null ? "" : form.account(), form.month() == null ? "" : form.month());
        FormKey key = answers.key(form.key() == null ? "" : form.key(), errors);
        ChangeTarget asked = form.parse(target.month(), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(user, target, form, model);
        }
        try {
            Submission sent = service.change(key, asked);
            redirect.addFlashAttribute(
                    "flash",
                    answers.done(
                            sent,
                            texts.get(
                                    "targets.changed",
                                    target.account(),
                                    Words.month(target.month().atDay(1)),
                                    sent.outcome())));
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(user, find(user, target.account(), target.month().toString()), form, model);
        }
        redirect.addAttribute("account", target.account());
        redirect.addAttribute("month", target.month().toString());
        return "redirect:/receivables/targets/account";
    }
}
