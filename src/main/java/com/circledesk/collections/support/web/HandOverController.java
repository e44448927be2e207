package com.circledesk.collections.support.web;

import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportQueries;
import com.circledesk.collections.support.SupportRequests;
import com.circledesk.collections.support.SupportRow;
import com.circledesk.forms.FormAnswers;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.Scope;
import com.circledesk.users.UserQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A request for support goes to another desk and person. */
@Controller
@RequestMapping("/support-requests/{ref}/hand-over")
@Requires(Permission.HAVE_TASKS)
class HandOverController {
    private final SupportRequests requests;
    private final SupportQueries queries;
    private final UserQueries users;
    private final FormAnswers answers;
    private final Texts texts;
    private final Clock clock;

    HandOverController(
            SupportRequests requests,
            SupportQueries queries,
            UserQueries users,
            FormAnswers answers,
            Texts texts,
            Clock clock) {
        this.requests = requests;
        this.queries = queries;
        this.users = users;
        this.answers = answers;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String blank(@PathVariable String ref, CurrentUser user, Model model) {
        SupportRow row = row(ref, user);
        return show(HandOverForm.of(row.desk()), row, model);
    }

    @PostMapping
    String handOver(
            @PathVariable String ref,
            CurrentUser user,
            @ModelAttribute("form") HandOverForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        SupportRow row = row(ref, user);
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, row, model);
        }
        try {
            Submission sent = requests.handOver(key, form.toCommand(row.ref()));
            redirect.addFlashAttribute("flash", answers.done(sent, texts.get("support.handOver.done", row.ref())));
            return "redirect:/support-requests/" + row.ref();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, row, model);
        }
    }

    private SupportRow row(String ref, CurrentUser user) {
        return queries.get(ref, LocalDate.now(clock), user.scope());
    }

    private String show(HandOverForm form, SupportRow row, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("request", row);
        model.addAttribute(
                "desks",
                Arrays.stream(Desk.values())
                        .map(each -> new Choice(each.name(), texts.get("support.desk." + each)))
                        .toList());
        model.addAttribute(
                "people",
                users.colleagues(Scope.of(row.circle())).stream()
                        .filter(each -> each.id() != row.ownerId())
                        .map(each -> new Choice(String.valueOf(each.id()), each.fullName()))
                        .toList());
        return "collections/support-hand-over";
    }
}
