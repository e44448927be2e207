/** Files in: upload, preview, commit, faults, mappings, progress, undo. What a kind means is told by its {@code RowImporter}. */
@ApplicationModule(allowedDependencies = {"shared", "circles", "users", "audit"})
@NullMarked
package com.circledesk.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
