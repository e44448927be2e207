package com.circledesk.platform.web;

import com.circledesk.users.Public;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The health where balancers ask for it, also when metrics moved to a port of their own and took the endpoint along. */
@RestController
@Public
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class HealthController {
    private final HealthEndpoint health;

    HealthController(HealthEndpoint health) {
        this.health = health;
    }

    @GetMapping("/actuator/health")
    ResponseEntity<Map<String, String>> health() {
        return answer(health.health());
    }

    @GetMapping("/actuator/health/{group:readiness|liveness}")
    ResponseEntity<Map<String, String>> group(@PathVariable String group) {
        return answer(health.healthForPath(group));
    }

    private static ResponseEntity<Map<String, String>> answer(@Nullable HealthDescriptor found) {
        Status status = found == null ? Status.UNKNOWN : found.getStatus();
        return ResponseEntity.status(status.equals(Status.UP) ? 200 : 503).body(Map.of("status", status.getCode()));
    }
}
