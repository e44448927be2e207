package com.circledesk.payments.tax.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.payments.tax.Tax;
import com.circledesk.payments.tax.TaxNature;
import com.circledesk.payments.tax.TaxSettings;
import com.circledesk.payments.tax.web.TaxForms.RateForm;
import com.circledesk.payments.tax.web.TaxForms.SectionForm;
import com.circledesk.receivables.ChargeType;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Rates of tax that customers deduct, each with the day from which it holds. */
@Controller
@RequestMapping("/admin/tax-rates")
@Requires(Permission.MANAGE_SETTINGS)
class TaxSettingsController {
    private final TaxSettings settings;
    private final Selections selections;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    TaxSettingsController(TaxSettings settings, Selections selections, FormAnswers answers, Texts texts, Clock clock) {
        this.settings = settings;
        this.selections = selections;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(Model model) {
        model.addAttribute("sections", settings.sections());
        model.addAttribute("rates", settings.rates());
        return "payments/tax-rates";
    }

    @GetMapping("/sections/new")
    String newSection(CurrentUser user, Model model) {
        return show("section", new SectionForm("", tomorrow(), "", ""), user, model);
    }

    @PostMapping("/sections")
    String section(
            @ModelAttribute("form") SectionForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (!errors.hasErrors()) {
            try {
                settings.begin(form.toSection());
                return done(redirect);
            } catch (BusinessRuleException e) {
                answers.refused(e, errors, response);
                return show("section", form, user, model);
            }
        }
        answers.invalid(response);
        return show("section", form, user, model);
    }

    @GetMapping("/new")
    String newRate(CurrentUser user, Model model) {
        return show("rate", new RateForm(tomorrow(), "TDS", "", "", "", "", "", "100"), user, model);
    }

    @PostMapping
    String rate(
            @ModelAttribute("form") RateForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(errors);
        if (!errors.hasErrors()) {
            try {
                settings.begin(form.toRate());
                return done(redirect);
            } catch (BusinessRuleException e) {
                answers.refused(e, errors, response);
                return show("rate", form, user, model);
            }
        }
        answers.invalid(response);
        return show("rate", form, user, model);
    }

    private String done(RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", texts.get("tax.rates.done"));
        return "redirect:/admin/tax-rates";
    }

    private String tomorrow() {
        return LocalDate.now(clock).plusDays(1).toString();
    }

    private String show(String what, Object form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("what", what);
        model.addAttribute("choices", selections.choices(user.scope()));
        model.addAttribute("natures", choices(TaxNature.values(), "tax.nature."));
        model.addAttribute("taxes", choices(Tax.values(), "tax."));
        model.addAttribute("chargeTypes", choices(ChargeType.values(), "chargeType."));
        return "payments/tax-rate-form";
    }

    private List<Choice> choices(Enum<?>[] values, String prefix) {
        return Arrays.stream(values)
                .map(value -> new Choice(value.name(), texts.get(prefix + value.name())))
                .toList();
    }
}
