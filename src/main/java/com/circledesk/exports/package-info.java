/** Streaming CSV, XLSX and PDF; knows no domain. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package com.circledesk.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
