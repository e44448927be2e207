package com.circledesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** A number for each request: in its answer, in every log line, in the audit trail, and on error pages to be quoted. */
final class RequestId {
    static final String HEADER = "X-Request-Id";
    static final String NAME = "requestId";

    private RequestId() {}

    /** Never the caller's own: it would let strangers write into the log. */
    static String of(HttpServletRequest request) {
        if (request.getAttribute(NAME) instanceof String known) {
            return known;
        }
        String fresh = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        request.setAttribute(NAME, fresh);
        return fresh;
    }
}
