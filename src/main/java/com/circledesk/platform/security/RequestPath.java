package com.circledesk.platform.security;

import jakarta.servlet.http.HttpServletRequest;

/** The decoded path of a request within the application. */
final class RequestPath {
    private static final String API = "/api/";

    private RequestPath() {}

    static String of(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }

    static boolean isApi(HttpServletRequest request) {
        return of(request).startsWith(API);
    }
}
