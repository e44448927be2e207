package com.circledesk.platform;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Paths;
import com.circledesk.users.PersonNames;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Makes {@code links}, {@code fmt} and {@code paths} variables of every template. As beans they would do nearly everywhere, but
 * Thymeleaf allows no bean within {@code @{…}}, where links are needed most.
 */
@Configuration(proxyBeanMethods = false)
class TemplateConfig {
    private static final Pattern STATIC_FILE = Pattern.compile("/(css|img|js|webjars)/");

    /** A page has up to a thousand links to other pages; only the addresses of static files are to be looked up. */
    @Autowired
    void shortenTheWayOfLinks(SpringTemplateEngine engine) {
        engine.setLinkBuilder(new StandardLinkBuilder() {
            @Override
            protected String processLink(IExpressionContext context, String link) {
                return STATIC_FILE.matcher(link).find() ? super.processLink(context, link) : link;
            }
        });
    }

    @Autowired
    void addVariables(
            ThymeleafViewResolver views,
            Links links,
            Formats formats,
            Paths paths,
            PersonNames persons,
            Navigation navigation) {
        views.addStaticVariable("links", links);
        views.addStaticVariable("fmt", formats);
        views.addStaticVariable("paths", paths);
        views.addStaticVariable("persons", persons);
        views.addStaticVariable("navigation", navigation);
    }
}
