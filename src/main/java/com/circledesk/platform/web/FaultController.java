package com.circledesk.platform.web;

import com.circledesk.shared.SentForm;
import com.circledesk.users.Public;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers where a filter or the container only named a status. */
@Controller
@Public
class FaultController implements ErrorController {
    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        if (Boolean.TRUE.equals(request.getAttribute("circledesk.stale-form"))) {
            return sentForm(request);
        }
        Fault fault = fault(request);
        boolean api = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .startsWith("/api/");
        return api
                ? FaultAdvice.problem(request, response, fault, HttpHeaders.EMPTY)
                : FaultAdvice.page(request, response, fault, HttpHeaders.EMPTY);
    }

    /** The form came too late: its entries come back, after the sign-in where the session is over. */
    private static ModelAndView sentForm(HttpServletRequest request) {
        SentForm sent = SentForm.of(request);
        boolean signInFirst = Boolean.TRUE.equals(request.getAttribute("circledesk.sign-in-first"));
        ModelAndView page = new ModelAndView(signInFirst ? "users/login" : SentForm.VIEW, HttpStatus.FORBIDDEN);
        page.addObject("sent", sent);
        return page;
    }

    private static Fault fault(HttpServletRequest request) {
        // Asked for directly, it is an address like any other that leads nowhere.
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return Fault.of(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
    }
}
