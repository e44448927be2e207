/** What a person has to do and what a person should know: tasks, notifications, mails and the page My work. */
@ApplicationModule(allowedDependencies = {"shared", "circles", "users", "audit", "forms"})
@NullMarked
package com.circledesk.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
