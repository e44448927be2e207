/** Home pages per role: reads every module's queries, owns no entities. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "circles",
            "users",
            "audit",
            "imports",
            "exports",
            "accounts",
            "disputes",
            "payments :: tax",
            "payments :: handshake",
            "receivables",
            "receivables :: ageing",
            "receivables :: kpi",
            "receivables :: migration"
        })
@NullMarked
package com.circledesk.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
