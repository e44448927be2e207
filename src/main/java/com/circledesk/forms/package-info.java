/** Forms that move money: sent twice they count once, and what they will do is shown before it happens. */
@ApplicationModule(allowedDependencies = {"shared", "users"})
@NullMarked
package com.circledesk.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
