package com.circledesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts CircleDesk. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CircleDeskApplication {
    public static void main(String[] args) {
        SpringApplication.run(CircleDeskApplication.class, args);
    }
}
