package com.circledesk.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

class DatabaseChoiceTests {
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void theDemonstrationComesWithTheEmbeddedDatabaseOnly() {
        new DatabaseChoice().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("circledesk.demo")).isEqualTo("true");

        MockEnvironment external =
                new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db/x");
        new DatabaseChoice().postProcessEnvironment(external, new SpringApplication());
        assertThat(external.getProperty("circledesk.demo")).isEqualTo("false");
    }

    @Test
    void whoeverSaysOtherwiseIsHeard() {
        environment.withProperty("circledesk.demo", "false");
        new DatabaseChoice().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("circledesk.demo")).isEqualTo("false");
    }

    @Test
    void withoutTheEmbeddedDatabaseThereMustBeAUrl() {
        SpringApplication packaged = new SpringApplication();
        packaged.setResourceLoader(new DefaultResourceLoader(new FilteredClassLoader("io.zonky")));

        assertThatThrownBy(() -> new DatabaseChoice().postProcessEnvironment(environment, packaged))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("No database is set: give SPRING_DATASOURCE_URL");
    }

    @Test
    void metricsStandOnThePortOfTheMachineRoomOnly() {
        new MachineRoom().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("management.endpoints.web.exposure.include"))
                .isEqualTo("health");

        MockEnvironment apart = new MockEnvironment().withProperty("management.server.port", "9090");
        new MachineRoom().postProcessEnvironment(apart, new SpringApplication());
        assertThat(apart.getProperty("management.endpoints.web.exposure.include"))
                .isEqualTo("health,metrics,prometheus");
    }
}
