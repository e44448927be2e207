package com.circledesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Turns what a handler throws into a page, or into a problem (RFC 9457) for the API's callers. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class FaultAdvice {
    private static final Logger log = LoggerFactory.getLogger(FaultAdvice.class);

    private static final String ASKED_AGAIN = FaultAdvice.class.getName() + ".again";

    private final PageTransaction reading;
    private final DataSize maxUpload;

    FaultAdvice(PageTransaction reading, @Value("${spring.servlet.multipart.max-file-size}") DataSize maxUpload) {
        this.reading = reading;
        this.maxUpload = maxUpload;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    Object handle(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            throw failure;
        }
        if (response.isCommitted() || Faults.isCallerGone(failure)) {
            return null;
        }
        Fault fault = Faults.of(failure, maxUpload);
        if (isPathOfAPage(failure, request)) {
            fault = Fault.NOT_FOUND;
        }
        if (fault == Fault.DATABASE_AWAY && Faults.isBroken(failure) && mayBeAskedAgain(request)) {
            log.info("The connection to the database broke; asked once more");
            reading.end(request);
            request.setAttribute(ASKED_AGAIN, true);
            response.resetBuffer();
            return new ModelAndView("forward:" + request.getRequestURI());
        }
        FaultLog.note(log, request, fault, failure);
        return FaultAnswer.isApi(request)
                ? problem(request, response, fault, headers(failure))
                : page(request, response, fault, headers(failure));
    }

    /** Whoever only reads need not press reload: nothing was changed, and nothing was answered yet. */
    private static boolean mayBeAskedAgain(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getAttribute(ASKED_AGAIN) == null;
    }

    /** {@code /invoices/abc} is an address that does not exist; {@code ?asOf=abc} is a mistake in a question. */
    private static boolean isPathOfAPage(Exception failure, HttpServletRequest request) {
        return failure instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter()
                        .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)
                && !FaultAnswer.isApi(request);
    }

    private static HttpHeaders headers(Exception failure) {
        return failure instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
    }

    static ResponseEntity<Map<String, Object>> problem(
            HttpServletRequest request, HttpServletResponse response, Fault fault, HttpHeaders headers) {
        FaultAnswer.addRetryAfter(response, fault);
        return ResponseEntity.status(fault.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(FaultAnswer.problem(fault, RequestId.of(request)));
    }

    static ModelAndView page(
            HttpServletRequest request, HttpServletResponse response, Fault fault, HttpHeaders headers) {
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        FaultAnswer.addRetryAfter(response, fault);
        response.resetBuffer();
        // The frame around a page asks the database; where that may be the trouble, the page stands alone.
        ModelAndView page = new ModelAndView(fault.isOurs() ? "error/failure" : "error/fault", fault.status());
        page.addObject("fault", fault);
        if (fault.isOurs()) {
            page.addObject("requestId", RequestId.of(request));
        }
        return page;
    }
}
