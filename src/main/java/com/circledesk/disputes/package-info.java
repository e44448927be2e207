/** What customers do not accept, from its raising to the note that settles it, and the 180-day clock it runs on. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "circles",
            "users",
            "audit",
            "imports",
            "exports",
            "forms",
            "accounts",
            "work",
            "receivables",
            "receivables :: invoices",
            "receivables :: views",
            "receivables :: notes"
        })
@NullMarked
package com.circledesk.disputes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
