package com.circledesk.payments.tax.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.payments.tax.LowerDeductions;
import com.circledesk.payments.tax.Tax;
import com.circledesk.payments.tax.TaxNature;
import com.circledesk.payments.tax.web.TaxForms.LowerDeductionForm;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lower-deduction certificates: seen by all who see the accounts, kept by finance. */
@Controller
@Requires(Permission.POST_MONEY)
class LowerDeductionController {
    private final LowerDeductions certificates;
    private final Selections selections;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    LowerDeductionController(
            LowerDeductions certificates, Selections selections, FormAnswers answers, Texts texts, Clock clock) {
        this.certificates = certificates;
        this.selections = selections;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/payments/lower-deductions")
    @Requires(Permission.VIEW_RECEIVABLES)
    String all(CurrentUser user, Model model) {
        model.addAttribute("certificates", certificates.all(user.scope()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        return "payments/lower-deductions";
    }

    @GetMapping("/payments/lower-deductions/new")
    String blank(CurrentUser user, Model model) {
        return show(new LowerDeductionForm("", "PLANT_RENT", "", "", "", "", ""), user, model);
    }

    @PostMapping("/payments/lower-deductions")
    String record(
            @ModelAttribute("form") LowerDeductionForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            certificates.record(form.toCommand());
        } catch (NotFoundException e) {
            errors.rejectValue("account", "unknown-account", texts.get("lower.unknownAccount"));
            answers.invalid(response);
            return show(form, user, model);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("lower.recorded"));
        return "redirect:/payments/lower-deductions";
    }

    private String show(LowerDeductionForm form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute(
                "natures",
                Arrays.stream(TaxNature.values())
                        .filter(each -> each.tax() == Tax.TDS)
                        .map(each -> new Choice(each.name(), texts.get("tax.nature." + each)))
                        .toList());
        return "payments/lower-deduction-form";
    }
}
