package com.circledesk.collections.updates.web;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.collections.updates.StatusSchedules;
import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's setting of when updates are due, per circle. Each has a day from which it holds. */
@Controller
@RequestMapping("/admin/collections/status-updates")
@Requires(Permission.MANAGE_SETTINGS)
class StatusScheduleController {
    private static final int DAYS_OF_WEEK = 7;

    private final StatusSchedules schedules;
    private final CircleQueries circles;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    StatusScheduleController(
            StatusSchedules schedules, CircleQueries circles, FormAnswers answers, Texts texts, Clock clock) {
        this.schedules = schedules;
        this.circles = circles;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String show(CurrentUser user, Model model) {
        return show(ScheduleForm.from(LocalDate.now(clock).plusDays(1)), user, model);
    }

    @PostMapping
    String begin(
            @ModelAttribute("form") ScheduleForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        form.validate(LocalDate.now(clock), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            schedules.begin(form.schedule());
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("updates.schedule.done"));
        return "redirect:/admin/collections/status-updates";
    }

    private String show(ScheduleForm form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("schedules", schedules.all(user.scope()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute(
                "circles",
                circles.of(user.scope().circles()).stream()
                        .map((Circle each) -> new Choice(each.code(), each.name()))
                        .toList());
        model.addAttribute(
                "weekdays",
                IntStream.rangeClosed(1, DAYS_OF_WEEK)
                        .mapToObj(day -> new Choice(String.valueOf(day), texts.get("updates.weekday." + day)))
                        .toList());
        return "collections/update-schedules";
    }
}
