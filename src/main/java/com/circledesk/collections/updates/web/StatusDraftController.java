package com.circledesk.collections.updates.web;

import com.circledesk.collections.updates.ComposedUpdate;
import com.circledesk.collections.updates.StatusComposer;
import com.circledesk.collections.updates.StatusDraft;
import com.circledesk.collections.updates.StatusDrafts;
import com.circledesk.collections.updates.StatusItem;
import com.circledesk.collections.updates.StatusOverviewQueries;
import com.circledesk.collections.updates.StatusUpdateQueries;
import com.circledesk.collections.updates.StatusUpdates;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The update of this week as it composes itself: looked at, remarked on, kept, sent. */
@Controller
@RequestMapping("/reports/status-updates")
@Requires(Permission.WORK_COLLECTIONS)
class StatusDraftController {
    private final StatusComposer composer;
    private final StatusDrafts drafts;
    private final StatusUpdates updates;
    private final StatusUpdateQueries queries;
    private final StatusOverviewQueries overview;
    private final FormAnswers answers;
    private final Texts texts;

    StatusDraftController(
            StatusComposer composer,
            StatusDrafts drafts,
            StatusUpdates updates,
            StatusUpdateQueries queries,
            StatusOverviewQueries overview,
            FormAnswers answers,
            Texts texts) {
        this.composer = composer;
        this.drafts = drafts;
        this.updates = updates;
        this.queries = queries;
        this.overview = overview;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/draft")
    String open(@RequestParam(required = false) @Nullable String circle, CurrentUser user, Model model) {
        List<String> circles = overview.circlesOf(user.id(), user.scope());
        if (circle != null && !circle.isBlank() && !user.scope().contains(circle)) {
            throw new NotFoundException("Circle", circle);
        }
        if (circles.isEmpty()) {
            model.addAttribute("circles", circles);
            return "collections/update-draft";
        }
        String chosen = circle == null || !circles.contains(circle) ? circles.get(0) : circle;
        ComposedUpdate composed = composer.compose(chosen, user.id(), user.scope());
        StatusDraft draft = drafts.find(chosen, composed.dueOn(), user.scope());
        return show(composed, draft, draft.version(), DraftForm.of(chosen), user, model);
    }

    @PostMapping("/draft")
    String save(
            @ModelAttribute("form") DraftForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        StatusDraft draft = form.draft(request);
        ComposedUpdate composed = composed(form, user);
        DraftForm.validate(draft, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(composed, draft, draft.version(), form, user, model);
        }
        try {
            drafts.save(composed.circle(), composed.dueOn(), draft);
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            int now = drafts.find(composed.circle(), composed.dueOn(), user.scope())
                    .version();
            return show(composed, draft, now, form, user, model);
        }
        redirect.addFlashAttribute("flash", texts.get("updates.draft.saved"));
        return "redirect:/reports/status-updates/draft?circle=" + composed.circle();
    }

    @PostMapping
    String send(
            @ModelAttribute("form") DraftForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        StatusDraft draft = form.draft(request);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        known(form, user);
        DraftForm.validate(draft, errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(composed(form, user), draft, draft.version(), form, user, model);
        }
        try {
            Submission sent = updates.submit(key, form.asked(draft));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("updates.sent", sent.outcome())));
            return "redirect:/reports/status-updates/" + sent.outcome();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(composed(form, user), draft, draft.version(), form, user, model);
        }
    }

    private ComposedUpdate composed(DraftForm form, CurrentUser user) {
        known(form, user);
        return composer.compose(form.inCircle(), user.id(), user.scope());
    }

    private static void known(DraftForm form, CurrentUser user) {
        if (!user.scope().contains(form.inCircle())) {
            throw new NotFoundException("Circle", form.inCircle());
        }
    }

    private String show(
            ComposedUpdate composed, StatusDraft draft, int version, DraftForm form, CurrentUser user, Model model) {
        model.addAttribute("circles", overview.circlesOf(user.id(), user.scope()));
        model.addAttribute("update", composed);
        model.addAttribute("labels", composed.buckets().labels());
        model.addAttribute("kinds", StatusItem.Kind.values());
        model.addAttribute("draft", draft);
        model.addAttribute("version", version);
        model.addAttribute("seen", composed.mark());
        model.addAttribute("form", form);
        model.addAttribute("remarkMax", DraftForm.REMARK_MAX);
        model.addAttribute("comments", queries.unanswered(composed.circle(), user.id(), user.scope()));
        queries.sent(composed.circle(), user.id(), composed.dueOn(), user.scope())
                .ifPresent(ref -> model.addAttribute("sent", ref));
        return "collections/update-draft";
    }
}
