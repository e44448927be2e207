package com.circledesk.collections.updates.web;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.collections.updates.StatusComment;
import com.circledesk.collections.updates.StatusComposer;
import com.circledesk.collections.updates.StatusItem;
import com.circledesk.collections.updates.StatusOverviewQueries;
import com.circledesk.collections.updates.StatusSchedules;
import com.circledesk.collections.updates.StatusUpdate;
import com.circledesk.collections.updates.StatusUpdateQueries;
import com.circledesk.collections.updates.StatusUpdates;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who has sent which update, and an update as it was sent, with what is asked and answered. */
@Controller
@RequestMapping("/reports/status-updates")
@Requires(Permission.VIEW_RECEIVABLES)
class StatusUpdateController {
    private final StatusUpdateQueries queries;
    private final StatusOverviewQueries overview;
    private final StatusComposer composer;
    private final StatusUpdates updates;
    private final StatusSchedules schedules;
    private final CircleQueries circles;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    StatusUpdateController(
            StatusUpdateQueries queries,
            StatusOverviewQueries overview,
            StatusComposer composer,
            StatusUpdates updates,
            StatusSchedules schedules,
            CircleQueries circles,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.queries = queries;
        this.overview = overview;
        this.composer = composer;
        this.updates = updates;
        this.schedules = schedules;
        this.circles = circles;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    /** An update of this week that a person has to send, or has sent. */
    record Own(String circle, LocalDate dueOn, @Nullable String ref, int unanswered) {}

    /** A choice of a filter. */
    @GetMapping
    String all(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String circle,
            @RequestParam(required = false) @Nullable String until,
            Model model) {
        LocalDate today = LocalDate.now(clock);
        LocalDate last =
                DateText.parse(until).filter(day -> !day.isAfter(today)).orElse(today);
        Scope scope = user.scope().narrowedTo(circle == null || circle.isBlank() ? List.of() : List.of(circle));
        model.addAttribute("overview", overview.overview(last, scope));
        model.addAttribute("last", last);
        model.addAttribute("narrowed", circle != null && !circle.isBlank());
        model.addAttribute("earlier", last.minusWeeks(StatusOverviewQueries.WEEKS));
        model.addAttribute("later", last.plusWeeks(StatusOverviewQueries.WEEKS));
        model.addAttribute("isLast", !last.isBefore(today));
        model.addAttribute(
                "choices",
                circles.of(user.scope().circles()).stream()
                        .map((Circle each) -> new Choice(each.code(), each.name()))
                        .toList());
        model.addAttribute("own", user.may(Permission.WORK_COLLECTIONS) ? own(user, today) : List.of());
        model.addAttribute("maySchedule", user.may(Permission.MANAGE_SETTINGS));
        return "collections/updates";
    }

    private List<Own> own(CurrentUser user, LocalDate today) {
        return overview.circlesOf(user.id(), user.scope()).stream()
                .map(code -> {
                    LocalDate due = schedules.dueOn(code, today);
                    return new Own(
                            code,
                            due,
                            queries.sent(code, user.id(), due, user.scope()).orElse(null),
                            queries.unanswered(code, user.id(), user.scope()).size());
                })
                .toList();
    }

    @GetMapping("/{ref}")
    String show(@PathVariable String ref, CurrentUser user, Model model) {
        StatusUpdate update = queries.get(ref, user.scope());
        LocalDate today = LocalDate.now(clock);
        LocalDate next = schedules.dueOn(update.circle(), today);
        return show(
                update,
                CommentForm.of(next.isAfter(today) ? next : schedules.dueOn(update.circle(), today.plusWeeks(1))),
                user,
                model);
    }

    @PostMapping("/{ref}/comments")
    @Requires(Permission.LEAD_COLLECTIONS)
    String comment(
            @PathVariable String ref,
            @ModelAttribute("form") CommentForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        StatusUpdate update = queries.get(ref, user.scope());
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(LocalDate.now(clock), errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(update, form, user, model);
        }
        try {
            Submission sent = updates.comment(key, form.on(update.ref()));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("updates.commented")));
            return "redirect:/reports/status-updates/%s#comment-%s".formatted(update.ref(), sent.outcome());
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(update, form, user, model);
        }
    }

    @PostMapping("/{ref}/comments/{id:\\d{1,18}}/answer")
    @Requires(Permission.WORK_COLLECTIONS)
    String answer(
            @PathVariable String ref,
            @PathVariable long id,
            @ModelAttribute("answer") AnswerForm form,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        StatusUpdate update = queries.get(ref, user.scope());
        if (update.comments().stream().noneMatch((StatusComment each) -> each.id() == id)) {
            throw new NotFoundException("Comment", id);
        }
        try {
            updates.answer(id, form.words());
        } catch (BusinessRuleException e) {
            response.setStatus(
                    e.code().equals("missing")
                            ? HttpServletResponse.SC_UNPROCESSABLE_CONTENT
                            : HttpServletResponse.SC_CONFLICT);
            model.addAttribute("answering", id);
            model.addAttribute("answerText", form.words());
            model.addAttribute("refusal", e.getMessage());
            return show(ref, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("updates.answered"));
        return "redirect:/reports/status-updates/%s#comment-%d".formatted(update.ref(), id);
    }

    private String show(StatusUpdate update, CommentForm form, CurrentUser user, Model model) {
        model.addAttribute("update", update);
        model.addAttribute("labels", update.buckets().labels());
        model.addAttribute("kinds", StatusItem.Kind.values());
        model.addAttribute("restated", composer.restated(update, user.scope()));
        model.addAttribute("form", form);
        model.addAttribute("mayComment", user.may(Permission.LEAD_COLLECTIONS) && user.id() != update.managerId());
        model.addAttribute("mayAnswer", user.id() == update.managerId());
        model.addAttribute(
                "accounts",
                update.accounts().stream()
                        .map(each -> new Choice(each.code(), each.code() + " · " + each.customerName()))
                        .toList());
        return "collections/update";
    }
}
