package com.circledesk.work.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.SignedIn;
import com.circledesk.work.MailWishes;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
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

/** What comes to oneself by mail, and when not. */
@Controller
@RequestMapping("/my-work/settings")
@SignedIn
class MailWishController {

    private final MailWishes wishes;
    private final FormAnswers answers;
    private final Texts texts;

    MailWishController(MailWishes wishes, FormAnswers answers, Texts texts) {
        this.wishes = wishes;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping
    String ask(CurrentUser user, Model model) {
        model.addAttribute("form", MailWishForm.of(wishes.of(user.id())));
        return show(user, model);
    }

    @PostMapping
    String keep(
            @ModelAttribute("form") MailWishForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(texts.get("work.settings.hour.wrong"), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(user, model);
        }
        wishes.keep(form.toWish());
        redirect.addFlashAttribute("flash", texts.get("work.settings.kept"));
        return "redirect:/my-work/settings";
    }

    private String show(CurrentUser user, Model model) {
        model.addAttribute("me", user);
        model.addAttribute(
                "hours",
                MailWishForm.HOURS.stream()
                        .map(hour -> new Choice(hour, "%02d:00".formatted(Integer.parseInt(hour))))
                        .toList());
        model.addAttribute(
                "kinds",
                MailWishes.KINDS.stream()
                        .map(kind -> new Choice(kind, texts.get("work.kind." + kind)))
                        .toList());
        model.addAttribute("weekdays", weekdays());
        return "work/settings";
    }

    private List<Choice> weekdays() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new Choice(String.valueOf(day.getValue()), texts.get("holidays.weekday." + day)))
                .toList();
    }
}
