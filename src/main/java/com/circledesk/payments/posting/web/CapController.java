package com.circledesk.payments.posting.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.payments.posting.WriteOffCap;
import com.circledesk.payments.posting.WriteOffQueries;
import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's caps on what one person takes off alone. */
@Controller
@RequestMapping("/admin/write-off-caps")
@Requires(Permission.MANAGE_SETTINGS)
class CapController {
    private final WriteOffQueries caps;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    CapController(WriteOffQueries caps, FormAnswers answers, Texts texts, Clock clock) {
        this.caps = caps;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(CurrentUser user, Model model) {
        LocalDate today = LocalDate.now(clock);
        WriteOffCap now = caps.caps(user.scope()).stream()
                .filter(cap -> !cap.fromOn().isAfter(today))
                .findFirst()
                .orElseThrow();
        return show(CapForm.of(now, today.plusDays(1)), user, model);
    }

    private String show(CapForm form, CurrentUser user, Model model) {
        List<WriteOffCap> all = caps.caps(user.scope());
        model.addAttribute("form", form);
        model.addAttribute("caps", all);
        model.addAttribute("today", LocalDate.now(clock));
        return "payments/caps";
    }

    @PostMapping
    String begin(
            @ModelAttribute("form") CapForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        WriteOffCap cap = form.parse(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            caps.begin(cap);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("payments.caps.saved", Words.day(cap.fromOn())));
        return "redirect:/admin/write-off-caps";
    }
}
