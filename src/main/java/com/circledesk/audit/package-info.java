/** The append-only trail of everything a person did, and its page. */
@ApplicationModule(allowedDependencies = {"shared", "users", "circles", "exports"})
@NullMarked
package com.circledesk.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
