package com.circledesk.platform.web;

import com.circledesk.shared.TemporaryFiles;
import jakarta.servlet.MultipartConfigElement;
import java.util.Arrays;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tomcat's own answers look like ours, and its temporary files lie with ours. */
@Configuration(proxyBeanMethods = false)
class WebServerConfig {
    /** Parts of a request go where other temporary files go, so that none outlives its process for long. */
    @Bean
    MultipartConfigElement multipartConfig(MultipartProperties limits) {
        limits.setLocation(TemporaryFiles.directory().toString());
        return limits.createMultipartConfig();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsOfTheContainer(FaultAssets assets) {
        return factory -> {
            // At the engine, where requests arrive that are too broken to have a host; instead of those at the host.
            factory.addEngineValves(new ContainerErrorValve(assets));
            factory.addContextCustomizers(context -> {
                // Some systems clear their temporary directory by age.
                context.setCreateUploadTargets(true);
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass("");
                    Arrays.stream(host.getPipeline().getValves())
                            .filter(ErrorReportValve.class::isInstance)
                            .forEach(host.getPipeline()::removeValve);
                }
            });
        };
    }
}
