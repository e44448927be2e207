package com.circledesk.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/**
 * The session's cookie: {@code __Host-SESSION}, so that no sister site can plant one, wherever people come by https;
 * plain {@code SESSION} by http, where browsers refuse the prefix. Never for scripts, never sent along by other sites'
 * forms.
 */
@Component
class SessionCookie implements CookieSerializer {
    private final CookieSerializer secure = serializer("__Host-SESSION", true);
    private final CookieSerializer plain = serializer("SESSION", false);
    private final boolean alwaysHttps;

    /** @param alwaysHttps people come by https, though a proxy in front may talk plain http to the application */
    SessionCookie(@Value("${circledesk.https:false}") boolean alwaysHttps) {
        this.alwaysHttps = alwaysHttps;
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        of(value.getRequest()).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return of(request).readCookieValues(request);
    }

    private CookieSerializer of(HttpServletRequest request) {
        return alwaysHttps || request.isSecure() ? secure : plain;
    }

    private static CookieSerializer serializer(String name, boolean secure) {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setCookieName(name);
        serializer.setUseSecureCookie(secure);
        serializer.setUseHttpOnlyCookie(true);
        serializer.setCookiePath("/");
        serializer.setSameSite("Lax");
        return serializer;
    }
}
