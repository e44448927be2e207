package com.circledesk.users.web;

import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.PasswordRefusedException;
import com.circledesk.users.PasswordService;
import com.circledesk.users.SignedIn;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own password, which takes the old one to change. */
@Controller
@RequestMapping("/account/password")
@SignedIn
class PasswordController {
    private static final String PAGE = "users/password";

    private final PasswordService passwords;
    private final UserSessions sessions;
    private final Texts texts;

    PasswordController(PasswordService passwords, UserSessions sessions, Texts texts) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.texts = texts;
    }

    @GetMapping
    String page() {
        return PAGE;
    }

    @PostMapping
    String change(
            @RequestParam(defaultValue = "") String oldPassword,
            @RequestParam(defaultValue = "") String newPassword,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            sessions.stay(request, passwords.change(user.id(), oldPassword, newPassword, request.getRemoteAddr()));
        } catch (PasswordRefusedException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusal", e);
            return PAGE;
        }
        redirect.addFlashAttribute("flash", texts.get("users.password.changed"));
        return "redirect:/account";
    }
}
