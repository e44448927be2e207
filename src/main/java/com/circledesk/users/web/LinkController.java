package com.circledesk.users.web;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.LinkPurpose;
import com.circledesk.users.OneTimeLinks;
import com.circledesk.users.OpenLink;
import com.circledesk.users.Public;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Invitations, forgotten passwords and the set-up of an empty house: a password by a link that is good once. */
@Controller
@RequestMapping("/link/{token}")
@Public
class LinkController {
    private static final String PAGE = "users/link";

    private final OneTimeLinks links;
    private final UserSessions sessions;

    LinkController(OneTimeLinks links, UserSessions sessions) {
        this.links = links;
        this.sessions = sessions;
    }

    @ModelAttribute
    void keepToOurselves(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
    }

    /** Shows the form and changes nothing: mail scanners open every link. */
    @GetMapping
    String page(@PathVariable String token, Model model) {
        model.addAttribute("link", links.open(token));
        model.addAttribute("token", token);
        return PAGE;
    }

    /** Only the set-up link asks for mail address and name; the others know who comes. */
    @PostMapping
    String redeem(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String fullName,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        OpenLink link = links.open(token);
        try {
            if (link.purpose() == LinkPurpose.SET_UP) {
                links.setUp(token, email, fullName, password);
            } else {
                links.setPassword(token, password);
            }
        } catch (BusinessRuleException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("link", link);
            model.addAttribute("token", token);
            model.addAttribute("refusal", e);
            model.addAttribute("email", email);
            model.addAttribute("fullName", fullName);
            return PAGE;
        }
        sessions.end(request);
        return "redirect:/login?passwordSet";
    }
}
