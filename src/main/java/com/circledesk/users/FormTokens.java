package com.circledesk.users;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/** The token that every form carries and its session knows. */
public final class FormTokens {
    private static final CsrfTokenRepository SESSION = new HttpSessionCsrfTokenRepository();

    private FormTokens() {}

    /** For a form that is shown by the very request that ended or began its session: the token known so far is gone. */
    public static void renew(HttpServletRequest request, HttpServletResponse response) {
        CsrfToken token = SESSION.generateToken(request);
        SESSION.saveToken(token, request, response);
        new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
    }
}
