package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AllowedHostsTests {
    private final AllowedHosts hosts = new AllowedHosts(List.of("desk.example.com", " Desk.Intern ", ""));

    @ParameterizedTest
    @CsvSource({
        "true, desk.example.com, /login",
        "true, DESK.example.com, /login",
        "true, desk.intern, /login",
        "false, localhost, /login",
        "true, localhost, /actuator/health",
        "true, 127.0.0.1, /actuator/health/readiness",
        "true, [::1], /actuator/health/liveness",
        "false, evil.example, /actuator/health",
        "false, example.com, /login",
        "false, desk.example.com., /login",
    })
    void letsItsOwnNamesIn(boolean allowed, String host, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServerName(host);

        assertThat(hosts.allow(request)).isEqualTo(allowed);
    }
}
