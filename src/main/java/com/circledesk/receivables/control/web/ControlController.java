package com.circledesk.receivables.control.web;

import com.circledesk.receivables.control.ControlRunRow;
import com.circledesk.receivables.control.ControlRunService;
import com.circledesk.receivables.control.ControlRuns;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows what the control runs found; who has the right starts one. */
@Controller
@Requires(Permission.VIEW_RECEIVABLES)
class ControlController {
    private static final int RUNS_PER_PAGE = 50;

    private final ControlRuns runs;
    private final ControlRunService control;

    ControlController(ControlRuns runs, ControlRunService control) {
        this.runs = runs;
        this.control = control;
    }

    @GetMapping("/receivables/control")
    String latest(CurrentUser user, @RequestParam(defaultValue = "0") int page, Model model) {
        Paged<ControlRunRow> history = runs.history(Math.max(0, page), RUNS_PER_PAGE);
        ControlRunRow latest =
                page == 0 && !history.items().isEmpty() ? history.items().get(0) : null;
        return show(user, latest, history, model);
    }

    @GetMapping("/receivables/control/{id}")
    String one(CurrentUser user, @PathVariable long id, Model model) {
        ControlRunRow run = runs.find(id).orElseThrow(() -> new NotFoundException("Control run", id));
        return show(user, run, runs.history(0, RUNS_PER_PAGE), model);
    }

    @PostMapping("/receivables/control")
    @Requires(Permission.RUN_CONTROLS)
    String start(RedirectAttributes redirect) {
        try {
            return "redirect:/receivables/control/" + control.start();
        } catch (BusinessRuleException refusal) {
            redirect.addFlashAttribute("flashProblem", refusal.getMessage());
            return "redirect:/receivables/control";
        }
    }

    private String show(CurrentUser user, @Nullable ControlRunRow run, Paged<ControlRunRow> history, Model model) {
        model.addAttribute("run", run);
        model.addAttribute("checks", run == null ? null : runs.checks(user.scope(), run.id()));
        model.addAttribute("history", history);
        model.addAttribute("mayRun", user.may(Permission.RUN_CONTROLS));
        return "receivables/control";
    }
}
