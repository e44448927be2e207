/** The 22 licensed service areas: reference data. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package com.circledesk.circles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
