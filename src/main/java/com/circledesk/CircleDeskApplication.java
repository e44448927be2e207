package com.circledesk;

import com.circledesk.demo.GenerateCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts CircleDesk, or writes a generated book as files where that is asked for. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CircleDeskApplication {
    public static void main(String[] args) {
        GenerateCommand.in(args)
                .ifPresentOrElse(GenerateCommand::run, () -> SpringApplication.run(CircleDeskApplication.class, args));
    }
}
