package com.circledesk.platform.web;

import com.circledesk.users.OneTimeLinks;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;

/** One line for each fault, with the stack only where it is our own; the request's number stands in the line's frame. */
final class FaultLog {
    private FaultLog() {}

    static void note(Logger log, HttpServletRequest request, Fault fault, Throwable failure) {
        String method = request.getMethod();
        String path = printable(request.getRequestURI());
        switch (fault.status()) {
            case INTERNAL_SERVER_ERROR -> log.error("{} {} failed.", method, path, failure);
            case SERVICE_UNAVAILABLE ->
                log.error(
                        "{} {}: {} ({})",
                        method,
                        path,
                        fault.code(),
                        NestedExceptionUtils.getMostSpecificCause(failure).toString());
            default -> log.info("{} {}: {} {}", method, path, fault.status().value(), fault.code());
        }
    }

    /** The raw path is percent-encoded as a rule; what is not is no line break either. */
    private static String printable(String path) {
        return OneTimeLinks.withoutToken(path.replaceAll("[^\\x21-\\x7e]", "?"));
    }
}
