package com.circledesk.payments.reconcile.web;

import com.circledesk.payments.matching.Habits;
import com.circledesk.payments.statements.RemitterRules;
import com.circledesk.shared.PageParameters;
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

/** All that was learned from people: how customers pay, and who sends whose money. Whoever doubts a rule switches it off. */
@Controller
@RequestMapping(LearnedRulesController.PATH)
class LearnedRulesController {
    static final String PATH = "/payments/learned-rules";

    private final Habits habits;
    private final RemitterRules senders;
    private final Texts texts;

    LearnedRulesController(Habits habits, RemitterRules senders, Texts texts) {
        this.habits = habits;
        this.senders = senders;
        this.texts = texts;
    }

    /** @param q part of a sender's name or of an account */
    @GetMapping
    @Requires(Permission.IMPORT)
    String list(CurrentUser user, @RequestParam(defaultValue = "") String q, PageParameters page, Model model) {
        model.addAttribute("habits", habits.list(user.scope()));
        model.addAttribute("senders", senders.list(q, page.number(), page.rows(), user.scope()));
        model.addAttribute("filtered", !q.isBlank());
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        return "payments/learned-rules";
    }

    @PostMapping("/habits/{id:\\d{1,18}}")
    @Requires(Permission.POST_MONEY)
    String habit(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean on,
            CurrentUser user,
            RedirectAttributes redirect) {
        if (on) {
            habits.switchOn(id, user.scope());
        } else {
            habits.switchOff(id, user.scope());
        }
        return switched(on, redirect);
    }

    @PostMapping("/senders/{id:\\d{1,18}}")
    @Requires(Permission.POST_MONEY)
    String sender(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean on, RedirectAttributes redirect) {
        senders.turn(id, on);
        return switched(on, redirect);
    }

    private String switched(boolean on, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", texts.get(on ? "payments.rules.on" : "payments.rules.off"));
        return "redirect:" + PATH;
    }
}
