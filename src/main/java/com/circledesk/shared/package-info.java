/** Small values and words that every module uses; no entities and no dependencies. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package com.circledesk.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
