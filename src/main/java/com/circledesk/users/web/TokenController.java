package com.circledesk.users.web;

import com.circledesk.shared.Texts;
import com.circledesk.users.ApiTokens;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own API tokens. */
@Controller
@SignedIn
class TokenController {
    private final ApiTokens tokens;
    private final OwnAccountPage page;
    private final Texts texts;

    TokenController(ApiTokens tokens, OwnAccountPage page, Texts texts) {
        this.tokens = tokens;
        this.page = page;
        this.texts = texts;
    }

    /** Answers with the page itself, not with a redirect: the token is shown this once and kept nowhere on the way. */
    @PostMapping("/account/tokens")
    String issue(
            @Valid @ModelAttribute("form") TokenForm form,
            BindingResult errors,
            CurrentUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws BindException {
        UserFormErrors.refuseTampered(errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            model.addAttribute("newToken", tokens.issue(user.id(), Objects.requireNonNull(form.name()), form.days()));
            model.addAttribute("form", TokenForm.EMPTY);
        }
        return page.show(user, request, model);
    }

    @PostMapping("/account/tokens/{id}/revocation")
    String revoke(@PathVariable long id, CurrentUser user, RedirectAttributes redirect) {
        tokens.revoke(user.id(), id);
        redirect.addFlashAttribute("flash", texts.get("users.token.revoked"));
        return "redirect:/account#tokens";
    }
}
