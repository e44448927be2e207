package com.circledesk.users.web;

import com.circledesk.shared.SentForm;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.FormTokens;
import com.circledesk.users.Public;
import com.circledesk.users.SecurityEvent;
import com.circledesk.users.SignIn;
import com.circledesk.users.SignInOutcome;
import com.circledesk.users.SignedIn;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door: in with mail address and password, out with one click. */
@Controller
class SignInController {
    private static final String PAGE = "users/login";

    private final SignIn signIn;
    private final UserSessions sessions;
    private final ApplicationEventPublisher events;

    SignInController(SignIn signIn, UserSessions sessions, ApplicationEventPublisher events) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.events = events;
    }

    @Public
    @GetMapping("/login")
    String page(@Nullable CurrentUser user) {
        return user == null ? PAGE : "redirect:/";
    }

    @Public
    @PostMapping("/login")
    String signIn(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<SentForm> form = SentForm.parse(sent);
        form.ifPresent(entries -> model.addAttribute("sent", entries));
        SignInOutcome outcome = signIn.attempt(username, password, request.getRemoteAddr());
        if (outcome.user() != null) {
            String wanted =
                    sessions.wanted(request).filter(SignInController::isOurs).orElse("/");
            sessions.begin(request, outcome.user());
            if (form.isPresent()) {
                FormTokens.renew(request, response);
                return SentForm.VIEW;
            }
            return "redirect:" + wanted;
        }
        model.addAttribute("username", username);
        Duration wait = outcome.retryAfter();
        if (wait == null) {
            model.addAttribute("refused", true);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            long seconds = wait.plusMillis(999).toSeconds();
            model.addAttribute("waitSeconds", seconds);
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        }
        return PAGE;
    }

    @SignedIn
    @PostMapping("/logout")
    String signOut(CurrentUser user, HttpServletRequest request, HttpServletResponse response) {
        events.publishEvent(new SecurityEvent("sign-out", user.id(), "from " + request.getRemoteAddr()));
        sessions.end(request);
        response.setHeader("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
        return "redirect:/login?signedOut";
    }

    /** A path of this site; {@code //evil} and {@code /\evil} are others. */
    private static boolean isOurs(String path) {
        return path.startsWith("/") && !path.startsWith("//") && !path.startsWith("/\\") && !path.startsWith("/error");
    }
}
