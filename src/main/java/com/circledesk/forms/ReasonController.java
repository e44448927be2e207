package com.circledesk.forms;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The way of a {@link ReasonForm}: filled in, checked, sent. A controller that extends it names its path and its right, and
 * says what the form is about.
 */
public abstract class ReasonController {
    private final FormAnswers answers;

    protected ReasonController(FormAnswers answers) {
        this.answers = answers;
    }

    /** What was done, told where the person is led to. */
    public record Done(Submission sent, String sentence, String path) {}

    /** What stands around the form; refuses a subject that is not found. */
    protected abstract ReasonPage page(ReasonForm form, Scope scope);

    /** What will happen, in the words of the form's values. */
    protected abstract CheckAnswers check(ReasonForm form, List<Map.Entry<String, String>> fields, Scope scope);

    /** Does it. */
    protected abstract Done send(FormKey key, ReasonForm form, Scope scope);

    @GetMapping("/new")
    String open(@RequestParam String subject, CurrentUser user, Model model) {
        return show(ReasonForm.of(subject), user, model);
    }

    @PostMapping("/change")
    String change(@ModelAttribute("form") ReasonForm form, CurrentUser user, Model model) {
        return show(form, user, model);
    }

    @PostMapping("/check")
    String check(
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        model.addAttribute("check", check(form, CheckAnswers.fieldsOf(request), user.scope()));
        return CheckAnswers.VIEW;
    }

    @PostMapping
    String send(
            @ModelAttribute("form") ReasonForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        FormKey key = answers.key(String.valueOf(form.key()), errors);
        form.validate(errors);
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(form, user, model);
        }
        try {
            Done done = send(key, form, user.scope());
            redirect.addFlashAttribute("flash", answers.done(done.sent(), done.sentence()));
            return "redirect:" + done.path();
        } catch (BusinessRuleException e) {
            answers.refused(e, errors, response);
            return show(form, user, model);
        }
    }

    private String show(ReasonForm form, CurrentUser user, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("ask", page(form, user.scope()));
        return ReasonPage.VIEW;
    }
}
