package com.circledesk.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that looks at pages with Chromium; left out where there is none, unless {@code BROWSER_TESTS=required}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@EnabledIf("com.circledesk.support.Browser#available")
public @interface BrowserTest {}
