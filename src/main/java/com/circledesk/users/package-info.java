/** Who works here, what they may do and which circles they see: users, roles, scope, tokens, sign-in. */
@ApplicationModule(allowedDependencies = {"shared", "circles"})
@NullMarked
package com.circledesk.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
