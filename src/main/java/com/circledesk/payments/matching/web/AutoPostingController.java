package com.circledesk.payments.matching.web;

import com.circledesk.payments.matching.AutoPosting;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The accounts of which certain proposals are posted without a person: the administrator turns that on. */
@Controller
@RequestMapping("/admin/auto-posting")
@Requires(Permission.MANAGE_SETTINGS)
class AutoPostingController {
    private final AutoPosting autoPosting;
    private final Texts texts;

    AutoPostingController(AutoPosting autoPosting, Texts texts) {
        this.autoPosting = autoPosting;
        this.texts = texts;
    }

    @GetMapping
    String list(CurrentUser user, Model model) {
        model.addAttribute("accounts", autoPosting.list(user.scope()));
        return "payments/auto-posting";
    }

    @PostMapping
    String turn(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "false") boolean on,
            CurrentUser user,
            RedirectAttributes redirect) {
        String code = account.strip();
        try {
            if (on) {
                autoPosting.turnOn(code, user.scope());
            } else {
                autoPosting.turnOff(code, user.scope());
            }
            redirect.addFlashAttribute("flash", texts.get(on ? "payments.auto.on" : "payments.auto.off", code));
        } catch (NotFoundException e) {
            redirect.addFlashAttribute("flashProblem", texts.get("payments.auto.unknown", code));
            redirect.addFlashAttribute("typed", code);
        }
        return "redirect:/admin/auto-posting";
    }
}
