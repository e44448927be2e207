package com.circledesk.platform.startup;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Metrics stand on the management port, where one is set; the port that people use shows health and nothing else. */
class MachineRoom implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean apart = StringUtils.hasText(environment.getProperty("management.server.port"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "machineRoom",
                        Map.of(
                                "management.endpoints.web.exposure.include",
                                apart ? "health,metrics,prometheus" : "health")));
    }
}
