package com.circledesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The host names the application answers to, with any port. A made-up name would otherwise come back in redirects and
 * links. Probes of its health may always call it by the machine's own address.
 */
final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    AllowedHosts(List<String> names) {
        this.names = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean allow(HttpServletRequest request) {
        String host = String.valueOf(request.getServerName()).toLowerCase(Locale.ROOT);
        return names.contains(host)
                || (LOOPBACK.contains(host) && request.getRequestURI().startsWith("/actuator/health"));
    }
}
