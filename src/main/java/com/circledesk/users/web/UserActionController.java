package com.circledesk.users.web;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.OneTimeLinks;
import com.circledesk.users.Permission;
import com.circledesk.users.Requires;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import com.circledesk.users.UserService;
import com.circledesk.users.UserState;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What else can be done to a user: let in, keep out, sign out, hand out a link. */
@Controller
@RequestMapping("/admin/users/{id}")
@Requires(Permission.MANAGE_USERS)
class UserActionController {
    private final UserService service;
    private final UserQueries users;
    private final OneTimeLinks links;
    private final Confirmation confirmation;
    private final Texts texts;

    UserActionController(
            UserService service, UserQueries users, OneTimeLinks links, Confirmation confirmation, Texts texts) {
        this.service = service;
        this.users = users;
        this.links = links;
        this.confirmation = confirmation;
        this.texts = texts;
    }

    @PostMapping("/disablement")
    String disable(@PathVariable long id, RedirectAttributes redirect) {
        return done(id, () -> service.disable(id), "users.disabled", redirect);
    }

    @PostMapping("/enablement")
    String enable(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String password,
            CurrentUser user,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!confirmation.given(password, user, request)) {
            return unconfirmed(users.get(id), redirect);
        }
        return done(id, () -> service.enable(id), "users.enabled", redirect);
    }

    @PostMapping("/sessions/end")
    String endSessions(@PathVariable long id, RedirectAttributes redirect) {
        return done(id, () -> service.endSessions(id), "users.sessions.endedOf", redirect);
    }

    /**
     * A link to hand out: an invitation for whoever never signed in, else to choose a new password. Answers with the page
     * itself: the link is shown this once and kept nowhere on the way.
     */
    @PostMapping("/link")
    String link(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String password,
            CurrentUser user,
            HttpServletRequest request,
            Model model,
            RedirectAttributes redirect) {
        UserRow person = users.get(id);
        if (!confirmation.given(password, user, request)) {
            return unconfirmed(person, redirect);
        }
        if (person.state() == UserState.DISABLED) {
            redirect.addFlashAttribute("flashProblem", texts.get("users.link.disabled"));
            return "redirect:/admin/users/" + id;
        }
        boolean invitation = person.state() == UserState.INVITED;
        model.addAttribute("person", person);
        model.addAttribute("invitation", invitation);
        model.addAttribute("link", invitation ? links.invite(id) : links.reset(id));
        return "users/handout";
    }

    private String done(long id, Runnable action, String message, RedirectAttributes redirect) {
        UserRow person = users.get(id);
        try {
            action.run();
            redirect.addFlashAttribute("flash", texts.get(message, person.fullName()));
        } catch (BusinessRuleException e) {
            redirect.addFlashAttribute("flashProblem", String.valueOf(e.getMessage()));
        }
        return "redirect:/admin/users/" + id;
    }

    private String unconfirmed(UserRow person, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flashProblem", texts.get("users.confirm.wrong"));
        return "redirect:/admin/users/" + person.id();
    }
}
