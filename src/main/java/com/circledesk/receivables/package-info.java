/** The ledger and what is read from it: invoices, open items, ageing, DSO, statements, the control run. */
@ApplicationModule(
        allowedDependencies = {"shared", "circles", "users", "audit", "imports", "exports", "forms", "accounts", "work"
        })
@NullMarked
package com.circledesk.receivables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
