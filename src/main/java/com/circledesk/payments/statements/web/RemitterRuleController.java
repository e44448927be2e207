package com.circledesk.payments.statements.web;

import com.circledesk.payments.statements.RemitterRules;
import com.circledesk.shared.PageParameters;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was learned about senders: every rule, with its switch. */
@Controller
class RemitterRuleController {
    private final RemitterRules rules;

    RemitterRuleController(RemitterRules rules) {
        this.rules = rules;
    }

    @GetMapping("/payments/remitter-rules")
    @Requires(Permission.IMPORT)
    String list(CurrentUser user, @RequestParam(defaultValue = "") String q, PageParameters page, Model model) {
        model.addAttribute("rules", rules.list(q, page.number(), page.rows(), user.scope()));
        model.addAttribute("filtered", !q.isBlank());
        model.addAttribute("mayPost", user.may(Permission.POST_MONEY));
        return "payments/remitter-rules";
    }

    @PostMapping("/payments/remitter-rules/{id:\\d{1,18}}")
    @Requires(Permission.POST_MONEY)
    String turn(@PathVariable long id, @RequestParam boolean on) {
        rules.turn(id, on);
        return "redirect:/payments/remitter-rules";
    }
}
