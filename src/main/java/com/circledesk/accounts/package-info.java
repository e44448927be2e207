/** Operators, accounts, their managers over time, and sites. */
@ApplicationModule(
        allowedDependencies = {"shared", "circles", "users", "audit", "imports", "imports :: cells", "exports", "forms"
        })
@NullMarked
package com.circledesk.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
