package com.circledesk.platform.web;

import com.circledesk.platform.Frames;
import com.circledesk.users.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Light or dark, as the person likes it; kept in a cookie of the browser, not with the user. */
@Controller
class ThemeController {
    @SignedIn
    @PostMapping("/theme")
    String choose(
            @RequestParam String theme,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(Frames.THEME_COOKIE, "dark".equals(theme) ? "dark" : "light")
                .path("/")
                .maxAge(Duration.ofDays(365))
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return "redirect:" + pageOf(from);
    }

    /** Only the path and query of the page the person came from: never another site. */
    private static String pageOf(@Nullable String from) {
        if (from == null) {
            return "/";
        }
        try {
            URI uri = URI.create(from);
            String path = uri.getRawPath() == null ? "/" : uri.getRawPath().replaceFirst("^/*", "/");
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
