package com.circledesk.disputes.web;

import com.circledesk.disputes.CauseCount;
import com.circledesk.disputes.FixTickets;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks billing to end a root cause, in one circle at a time. */
@Controller
@Requires(Permission.WORK_DISPUTES)
class FixTicketController {
    private static final int DAYS_TO_FIX = 14;

    private final FixTickets tickets;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    FixTicketController(FixTickets tickets, FormAnswers answers, Texts texts, Clock clock) {
        this.tickets = tickets;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/disputes/root-causes/tickets/new")
    String blank(
            @RequestParam String rootCause,
            @RequestParam(required = false) @Nullable String circle,
            CurrentUser user,
            Model model) {
        List<CauseCount> counts = tickets.counts(rootCause, user.scope());
        CauseCount count = chosen(counts, rootCause, circle);
        String title = texts.get("disputes.fix.proposed", count.name());
        return show(counts, count, FixForm.of(count, title, LocalDate.now(clock).plusDays(DAYS_TO_FIX)), model);
    }

    @PostMapping("/disputes/root-causes/tickets")
    String ask(
            @ModelAttribute("form") FixForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        String rootCause = Objects.requireNonNullElse(form.rootCause(), "");
        List<CauseCount> counts = tickets.counts(rootCause, user.scope());
        CauseCount count = chosen(counts, rootCause, form.circle());
        form.validate(tickets.people(count.circle()), LocalDate.now(clock), errors);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(counts, count, form, model);
        }
        try {
            Submission sent = tickets.ask(key, form.toCommand(count));
            redirect.addFlashAttribute(
                    "flash", answers.done(sent, texts.get("disputes.fix.done", count.name(), count.circle())));
            return "redirect:/disputes/root-causes";
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(counts, count, form, model);
        }
    }

    /** The circle asked for, or else the one in which it came most. */
    private static CauseCount chosen(List<CauseCount> counts, String rootCause, @Nullable String circle) {
        return counts.stream()
                .filter(count -> circle == null || circle.equals(count.circle()))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Root cause", rootCause));
    }

    private String show(List<CauseCount> counts, CauseCount count, FixForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("counts", counts);
        model.addAttribute("count", count);
        model.addAttribute("people", tickets.people(count.circle()));
        return "disputes/fix-ticket";
    }
}
