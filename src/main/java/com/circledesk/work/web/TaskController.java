package com.circledesk.work.web;

import com.circledesk.forms.FormAnswers;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.work.TaskRow;
import com.circledesk.work.Tasks;
import com.circledesk.work.WorkQueries;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ends a task with one tap, or with a remark, and takes that back. */
@Controller
@RequestMapping("/my-work/tasks/{id:\\d{1,18}}")
@Requires(Permission.HAVE_TASKS)
class TaskController {
    private static final String FORM = "work/completion";

    private final Tasks tasks;
    private final WorkQueries work;
    private final FormAnswers answers;
    private final Texts texts;

    TaskController(Tasks tasks, WorkQueries work, FormAnswers answers, Texts texts) {
        this.tasks = tasks;
        this.work = work;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/completion")
    String ask(@PathVariable long id, CurrentUser user, Model model) {
        model.addAttribute("form", new RemarkForm(null));
        return show(id, user, model);
    }

    @PostMapping("/completion")
    String finish(
            @PathVariable long id,
            @Valid @ModelAttribute("form") RemarkForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            answers.invalid(response);
            return show(id, user, model);
        }
        tasks.finish(id, form.words());
        redirect.addFlashAttribute("flash", texts.get("work.done"));
        redirect.addFlashAttribute("finished", id);
        return "redirect:/my-work";
    }

    @PostMapping("/reopening")
    String reopen(@PathVariable long id, RedirectAttributes redirect) {
        tasks.reopen(id);
        redirect.addFlashAttribute("flash", texts.get("work.reopened"));
        return "redirect:/my-work";
    }

    private String show(long id, CurrentUser user, Model model) {
        TaskRow task = work.task(id, user.id(), user.scope());
        model.addAttribute("task", task);
        return FORM;
    }
}
