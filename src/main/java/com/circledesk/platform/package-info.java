/** What holds the house up: database, clock, security, web configuration, error pages, navigation. Nobody depends on it. */
@ApplicationModule(allowedDependencies = {"shared", "circles", "users"})
@NullMarked
package com.circledesk.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
