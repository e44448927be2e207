package com.circledesk.platform;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Paths;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Makes {@code links}, {@code fmt} and {@code paths} variables of every template. As beans they would do nearly everywhere, but
 * Thymeleaf allows no bean within {@code @{…}}, where links are needed most.
 */
@Configuration(proxyBeanMethods = false)
class TemplateConfig {
    @Autowired
    void addVariables(ThymeleafViewResolver views, Links links, Formats formats, Paths paths) {
        views.addStaticVariable("links", links);
        views.addStaticVariable("fmt", formats);
        views.addStaticVariable("paths", paths);
    }
}
