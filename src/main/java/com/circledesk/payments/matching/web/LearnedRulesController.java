package com.circledesk.payments.matching.web;

import com.circledesk.payments.matching.Habits;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was learned of how customers pay; whoever doubts a rule switches it off. */
@Controller
@RequestMapping("/payments/learned-rules")
@Requires(Permission.POST_MONEY)
class LearnedRulesController {
    private final Habits habits;
    private final Texts texts;

    LearnedRulesController(Habits habits, Texts texts) {
        this.habits = habits;
        this.texts = texts;
    }

    @GetMapping
    String list(CurrentUser user, Model model) {
        model.addAttribute("rules", habits.list(user.scope()));
        return "payments/learned-rules";
    }

    @PostMapping("/{id:\\d{1,18}}/use")
    String use(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean on,
            CurrentUser user,
            RedirectAttributes redirect) {
        if (on) {
            habits.switchOn(id, user.scope());
        } else {
            habits.switchOff(id, user.scope());
        }
        redirect.addFlashAttribute("flash", texts.get(on ? "payments.rules.on" : "payments.rules.off"));
        return "redirect:/payments/learned-rules";
    }
}
