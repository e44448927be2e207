package com.circledesk.users.web;

import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.SignedIn;
import com.circledesk.users.UserService;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: who one is here, where one is signed in, which programs act in one's name. */
@Controller
@SignedIn
class OwnAccountController {
    private final UserService service;
    private final UserSessions sessions;
    private final OwnAccountPage page;
    private final Texts texts;

    OwnAccountController(UserService service, UserSessions sessions, OwnAccountPage page, Texts texts) {
        this.service = service;
        this.sessions = sessions;
        this.page = page;
        this.texts = texts;
    }

    @GetMapping("/account")
    String account(CurrentUser user, HttpServletRequest request, Model model) {
        return page.show(user, request, model);
    }

    /** Ends all sessions but the one that asks. */
    @PostMapping("/account/other-sessions/end")
    String endOthers(CurrentUser user, HttpServletRequest request, RedirectAttributes redirect) {
        sessions.stay(request, service.endOtherSessions(user.id()));
        redirect.addFlashAttribute("flash", texts.get("users.sessions.ended"));
        return "redirect:/account#sessions";
    }
}
